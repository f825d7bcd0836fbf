import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleType,
  isBrokenCircuitError,
  noJitterGenerator,
  retry,
  wrap,
} from 'cockatiel';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';

/** How patient a carrier's client is. All times in milliseconds. */
export interface RetryPolicy {
  /** Tries of a call that may be repeated, the first one counted. */
  readonly tries: number;
  /** Wait before the second try; doubles with every further one … */
  readonly firstWait: number;
  /** … up to this. */
  readonly longestWait: number;
  /** So many failed tries in a row, of whatever calls, open the breaker … */
  readonly failuresToOpen: number;
  /** … for so long: every call fails at once. Then one call goes through and decides. */
  readonly openFor: number;
}

const defaultRetryPolicy: RetryPolicy = {
  tries: 3,
  firstWait: 2_000,
  longestWait: 10_000,
  failuresToOpen: 5,
  openFor: 60_000,
};

/** Runs a try, again if it failed with ServiceUnavailableError and may be repeated. */
export type RunWithRetries = <Answer>(attempt: () => Promise<Answer>, repeatable: boolean) => Promise<Answer>;

/** One breaker for all calls to one carrier, inside the retries, so that it sees every try. */
export const withRetries = (carrier: string, changes: Partial<RetryPolicy> = {}): RunWithRetries => {
  const { tries, firstWait, longestWait, failuresToOpen, openFor } = { ...defaultRetryPolicy, ...changes };
  const outages = handleType(ServiceUnavailableError);
  const breaker = circuitBreaker(outages, {
    breaker: new ConsecutiveBreaker(failuresToOpen),
    halfOpenAfter: openFor,
  });
  const backoff = new ExponentialBackoff({
    generator: noJitterGenerator,
    initialDelay: firstWait,
    maxDelay: longestWait,
  });
  const repeated = wrap(retry(outages, { maxAttempts: tries - 1, backoff }), breaker);
  return async (attempt, repeatable) => {
    try {
      return await (repeatable ? repeated : breaker).execute(attempt);
    } catch (error) {
      if (error instanceof Error && isBrokenCircuitError(error)) {
        throw new ServiceUnavailableError(carrier, { cause: error });
      }
      throw error;
    }
  };
};
