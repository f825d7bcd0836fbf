import type { BreakerState } from '../../application/resilience/guarded-calls.ts';

/** Where the clients' figures go: a metrics registry, a log. Called in line, so it must be quick and never throw. */
export interface CallObserver {
  /** One try of a call came to an end. `status` is the gRPC status by name (`OK`, `UNAVAILABLE`, …). */
  attempted(attempt: {
    readonly service: string;
    readonly method: string;
    readonly status: string;
    readonly seconds: number;
  }): void;
  breakerChanged(change: { readonly service: string; readonly state: BreakerState }): void;
}
