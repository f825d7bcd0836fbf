import type { Instant } from '../shared/message.ts';
import type { RetryPlan, StandingOrder } from './events.ts';
import type { SubscriptionFacts } from './facts.ts';

/** Is the order that is charged to the subscription's way to pay, from its date until it is paid or over. */
export interface Charge {
  readonly orderId: string;
  /** Charges begun so far. */
  readonly attempt: number;
  /** Says whether the outcome of the last one is still to come. */
  readonly underWay: boolean;
  /** Names the payments that failed. */
  readonly failedPayments: readonly string[];
  /** Says why the last charge failed; null: none has. */
  readonly reason: string | null;
  readonly nextRetryAt: Instant | null;
  /** Is null while the order is not placed yet. */
  readonly plan: RetryPlan | null;
}

export interface StartedSubscription extends SubscriptionFacts, Pick<StandingOrder, 'personal'> {
  readonly exists: true;
  /** Lists orders that are due and neither placed nor refused yet. */
  readonly unanswered: readonly string[];
  /** Lists orders that became due and are neither refused, paid nor cancelled yet. */
  readonly unpaid: readonly string[];
  /** Is null while no order is being charged. There is one at a time. */
  readonly charge: Charge | null;
}

export type SubscriptionState = { readonly exists: false } | StartedSubscription;

export const noSubscription: SubscriptionState = { exists: false };
