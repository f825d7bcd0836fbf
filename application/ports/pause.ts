/** Waits, or less if aborted: the only way in which the application lets time pass. Tests inject one that does not wait. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;
