import type { Log, Pause } from '../ports/system.ts';
import { isUnavailability } from './unavailability.ts';

/** How long to wait after failures, in milliseconds. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** The wait after so many failures in a row, from 1 on: doubles with each, up to the longest. */
export const backoffMs = ({ firstMs, longestMs }: Backoff, failures: number): number =>
  Math.min(firstMs * 2 ** (failures - 1), longestMs);

export interface RetryOptions {
  readonly pause: Pause;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** How often what fails for no known reason is tried before it is given up: about a third of a second. */
const maximumAttempts = 4;

const waits = { firstMs: 50, longestMs: 5_000 };

/**
 * Tries until it works, waiting longer and longer: for ever while a service is out of reach, a few times otherwise.
 * @param fields logged with every failure
 * @throws the last error of a task that was given up, or the signal's reason once aborted
 */
export const retry = async <T>(
  { pause, log, signal }: RetryOptions,
  fields: Readonly<Record<string, unknown>>,
  task: () => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await task();
    } catch (error) {
      if (!isUnavailability(error) && attempt >= maximumAttempts) throw error;
      log.warn({ ...fields, attempt, err: error }, 'failed, and is tried again');
    }
    await pause(backoffMs(waits, attempt), signal);
  }
};
