import type { Clock } from '../../application/ports/system.ts';
import type { RetryPolicy } from '../../application/resilience/guarded-calls.ts';

/** Says what each carrier's adapter is made of. */
export interface CarrierOptions {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Whom the carrier bills. */
  readonly accountNumber: string;
  /** The carrier's production system by default. */
  readonly baseUrl?: string;
  /** Several while a new one replaces an old one; with none, every webhook is unverified. */
  readonly webhookSecrets: readonly string[];
  readonly clock: Clock;
  /** Time that one try of a call may take; 10,000 by default. */
  readonly timeoutMs?: number;
  /** What differs from the default. */
  readonly retries?: Partial<RetryPolicy>;
}
