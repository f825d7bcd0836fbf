/** What a till takes from where it runs; each can be replaced, as tests do. */
export interface Surroundings {
  readonly now: () => Date;
  readonly newId: () => string;
  /** From 0 to 1, never 1. */
  readonly random: () => number;
  /** Waits, but not on when the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Runs the task while no other task of the same name runs, in whichever tab; where that cannot be had, at once. */
  readonly exclusively: <Result>(name: string, task: () => Promise<Result>) => Promise<Result>;
  /** Calls when the line comes back. @returns what ends it */
  readonly onLineBack: (listener: () => void) => () => void;
}

/** What is used of a browser: the engine is compiled without its types. Node.js has some of it. */
interface Environment {
  readonly navigator?: {
    readonly locks?: { request<Result>(name: string, task: () => Promise<Result>): Promise<Result> };
  };
  readonly addEventListener?: (type: 'online', listener: () => void) => void;
  readonly removeEventListener?: (type: 'online', listener: () => void) => void;
}

const environment = globalThis as Environment;

/** The browser's, or Node's. */
export const surroundings: Surroundings = {
  now: () => new Date(),
  newId: () => crypto.randomUUID(),
  random: () => Math.random(),
  pause: (milliseconds, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    }),
  exclusively: (name, task) => environment.navigator?.locks?.request(name, task) ?? task(),
  onLineBack: (listener) => {
    environment.addEventListener?.('online', listener);
    return () => environment.removeEventListener?.('online', listener);
  },
};
