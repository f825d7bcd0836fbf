import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  noJitterGenerator,
  retry,
} from 'cockatiel';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** How often a service is tried again, and when it is left in peace. All times in milliseconds. */
export interface RetryPolicy {
  /** Tries of a call that may be repeated, the first one counted. */
  readonly tries: number;
  /** Wait before the second try; doubles with every further one … */
  readonly firstWait: number;
  /** … up to this. */
  readonly longestWait: number;
  /** So many failed tries in a row, of whatever calls, open the breaker … */
  readonly failuresToOpen: number;
  /** … for so long: every call fails at once. Then one call goes through, and its fate closes or reopens it. */
  readonly openFor: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  tries: 3,
  firstWait: 2_000,
  longestWait: 10_000,
  failuresToOpen: 5,
  openFor: 60_000,
};

/** `half_open`: one probe is under way that decides between the other two. */
export type BreakerState = 'closed' | 'open' | 'half_open';

const breakerStates: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
};

export interface GuardedCallsOptions {
  /** Named by the error of a call that an open breaker refuses. */
  readonly service: string;
  readonly policy: RetryPolicy;
  /** Whether to try again, and to count the failure against the service. */
  readonly isFailure: (error: Error) => boolean;
  /** What other calls do while a probe is under way: fail at once, or wait for what becomes of it. */
  readonly duringProbe: 'fail' | 'wait';
  readonly breakerChanged?: (state: BreakerState) => void;
}

export interface GuardedCalls {
  /**
   * Runs `attempt`, again after failures if `repeatable`; rejects with the last try's error.
   * @throws ServiceUnavailableError if the breaker is open
   */
  run<Answer>(attempt: () => Promise<Answer>, repeatable: boolean): Promise<Answer>;
  readonly breakerState: () => BreakerState;
}

/** Makes one breaker, shared by all calls to one service. It sits inside the retries, so that it sees every try. */
export const guardCalls = (options: GuardedCallsOptions): GuardedCalls => {
  const { service, policy, isFailure, duringProbe, breakerChanged } = options;
  const failures = handleWhen(isFailure);
  const breaker = circuitBreaker(failures, {
    breaker: new ConsecutiveBreaker(policy.failuresToOpen),
    halfOpenAfter: policy.openFor,
  });
  breaker.onStateChange((state) => breakerChanged?.(breakerStates[state]));
  const backoff = new ExponentialBackoff({
    generator: noJitterGenerator,
    initialDelay: policy.firstWait,
    maxDelay: policy.longestWait,
  });
  const retries = retry(failures, { maxAttempts: policy.tries - 1, backoff });
  const once = <Answer>(attempt: () => Promise<Answer>): Promise<Answer> =>
    duringProbe === 'fail' && breaker.state === CircuitState.HalfOpen
      ? Promise.reject(new BrokenCircuitError())
      : breaker.execute(attempt);
  return {
    run: async (attempt, repeatable) => {
      try {
        return await (repeatable ? retries.execute(() => once(attempt)) : once(attempt));
      } catch (error) {
        if (!(error instanceof Error && isBrokenCircuitError(error))) throw error;
        throw new ServiceUnavailableError(service, { cause: error });
      }
    },
    breakerState: () => breakerStates[breaker.state],
  };
};
