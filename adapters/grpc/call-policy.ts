import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  noJitterGenerator,
  retry,
} from 'cockatiel';
import type { BreakerState } from './call-observer.ts';
import { isTransient } from './failures.ts';

/** How patient a client is. All times in milliseconds. */
export interface CallPolicy {
  /** Time that one try may take. */
  readonly deadline: number;
  /** Tries of a call that may be repeated, the first one counted. */
  readonly tries: number;
  /** Wait before the second try; doubles with every further one … */
  readonly firstWait: number;
  /** … up to this. */
  readonly longestWait: number;
  /** So many failed tries in a row, of whatever calls, open the breaker … */
  readonly failuresToOpen: number;
  /**
   * … for so long: every call fails at once. Then one call goes through, and its fate closes or reopens it; others go on
   * failing at once until that is decided.
   */
  readonly openFor: number;
}

export const defaultCallPolicy: CallPolicy = {
  deadline: 5_000,
  tries: 3,
  firstWait: 2_000,
  longestWait: 10_000,
  failuresToOpen: 5,
  openFor: 60_000,
};

const breakerStates: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
};

export interface GuardedCalls {
  /** Runs `attempt`, again after transient failures if `repeatable`; rejects with the last try's error. */
  run<Answer>(attempt: () => Promise<Answer>, repeatable: boolean): Promise<Answer>;
  readonly breakerState: () => BreakerState;
}

/** One breaker, shared by all calls to one service. It sits inside the retries, so that it sees every try. */
export const guardCalls = (policy: CallPolicy, breakerChanged: (state: BreakerState) => void): GuardedCalls => {
  const failures = handleWhen(isTransient);
  const breaker = circuitBreaker(failures, {
    breaker: new ConsecutiveBreaker(policy.failuresToOpen),
    halfOpenAfter: policy.openFor,
  });
  breaker.onStateChange((state) => {
    breakerChanged(breakerStates[state]);
  });
  const backoff = new ExponentialBackoff({
    generator: noJitterGenerator,
    initialDelay: policy.firstWait,
    maxDelay: policy.longestWait,
  });
  const retries = retry(failures, { maxAttempts: policy.tries - 1, backoff });
  /** The breaker by itself would have other calls wait for the probe, which may take as long as its deadline. */
  const guarded = <Answer>(attempt: () => Promise<Answer>): Promise<Answer> =>
    breaker.state === CircuitState.HalfOpen ? Promise.reject(new BrokenCircuitError()) : breaker.execute(attempt);
  return {
    run: (attempt, repeatable) => (repeatable ? retries.execute(() => guarded(attempt)) : guarded(attempt)),
    breakerState: () => breakerStates[breaker.state],
  };
};
