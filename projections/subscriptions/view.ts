import type { Instant } from '../../domain/shared/message.ts';
import type { SubscriptionFacts } from '../../domain/subscription/facts.ts';

/** Says what is done about an order that could not be charged. */
export interface DunningView {
  readonly orderId: string;
  /** Charges so far. */
  readonly attempt: number;
  /** Why the last one failed. */
  readonly reason: string;
  /** null: it is being charged again. */
  readonly nextRetryAt: Instant | null;
}

/** Describes a subscription as it is read. */
export interface SubscriptionDocument extends SubscriptionFacts {
  readonly version: number;
  /** null: nothing is past due. */
  readonly dunning: DunningView | null;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
}
