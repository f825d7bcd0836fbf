import type { Instant } from '../../domain/shared/message.ts';

/** The only source of time. Tests inject a clock that stands still. */
export interface Clock {
  now(): Instant;
}

/** The only source of randomness. Tests inject one that counts. */
export interface Ids {
  /**
   * A new event's id: a UUID, never the same twice. Two tries of one command make different ones, so that a store can tell
   * an append that was sent again (same ids) from a command that was decided again (known by its command id).
   */
  event(): string;
  /** At least 128 random bits, URL-safe: its holder is let in. */
  secret(): string;
}

/** Waits, or less if aborted: the only way in which the application lets time pass. Tests inject one that does not wait. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Where what an operator should know is written. Fields hold ids and codes, never personal data or secrets. */
export interface Log {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
