/** What `wait` answers; false as soon as the signal aborts. */
export const unlessAborted = async (wait: Promise<boolean>, signal: AbortSignal): Promise<boolean> => {
  let giveUp = (): void => undefined;
  const aborted = new Promise<false>((resolve) => {
    giveUp = () => {
      resolve(false);
    };
  });
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  try {
    return await Promise.race([wait, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
};
