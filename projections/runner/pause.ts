import { setTimeout } from 'node:timers/promises';

/** Waits, or less if aborted. */
export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
};
