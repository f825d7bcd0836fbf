import { EventStoreUnavailableError } from '../ports/event-store.ts';
import type { Log } from '../ports/log.ts';
import type { Pause } from '../ports/pause.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

export interface RetryOptions {
  readonly pause: Pause;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** How often what fails for no known reason is tried before it is given up: about a third of a second. */
const maximumAttempts = 4;

const firstWaitMs = 50;
const longestWaitMs = 5000;

/** Somebody else does not answer: not this task's fault, and no reason to give it up. */
export const isUnavailability = (error: unknown): boolean =>
  error instanceof ServiceUnavailableError || error instanceof EventStoreUnavailableError;

/**
 * Tries until it works, waiting longer and longer: for ever while somebody else is out of reach, a few times otherwise.
 * @param about logged with every failure
 * @throws the last error of a task that was given up, or the signal's reason once aborted
 */
export const retry = async <T>(
  { pause, log, signal }: RetryOptions,
  about: Readonly<Record<string, unknown>>,
  task: () => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await task();
    } catch (error) {
      if (!isUnavailability(error) && attempt >= maximumAttempts) throw error;
      log.warn({ ...about, attempt, err: error }, 'failed, and is tried again');
    }
    await pause(Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs), signal);
  }
};
