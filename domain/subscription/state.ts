import type { Instant } from '../shared/message.ts';
import type { AgreedPrices } from '../shared/pricing/price-quote.ts';
import type { RetryPlan, StandingOrder, SubscriptionInterval, SubscriptionStatus } from './events.ts';

export type SubscriptionOrderStatus = 'due' | 'placed' | 'refused' | 'paid' | 'cancelled';

/** An order of a subscription, as far as the subscription knows it. */
export interface SubscriptionOrder {
  readonly orderId: string;
  readonly sequence: number;
  readonly dueAt: Instant;
  readonly status: SubscriptionOrderStatus;
  readonly orderNumber: string | null;
  /** Why it could not be placed. */
  readonly refusalCode: string | null;
}

/** The order that is charged to the subscription's way to pay, from its date until it is paid or over. */
export interface Charge {
  readonly orderId: string;
  /** Charges begun so far. */
  readonly attempt: number;
  /** Whether what came of the last one is still to be heard. */
  readonly underWay: boolean;
  /** The payments that failed. */
  readonly failedPayments: readonly string[];
  /** Why the last charge failed; null: none has. */
  readonly reason: string | null;
  readonly nextRetryAt: Instant | null;
  /** null: the order is not placed yet. */
  readonly plan: RetryPlan | null;
}

export interface StartedSubscription extends Omit<StandingOrder, 'frozenPrices' | 'paymentMethodId'> {
  readonly exists: true;
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  /** null: each order is priced by its day. */
  readonly frozenPrices: AgreedPrices | null;
  /** What orders are charged to; null: their buyers pay. */
  readonly paymentMethodId: string | null;
  readonly interval: SubscriptionInterval;
  readonly firstOrderAt: Instant;
  /** The next date of the schedule; means something only while the subscription is active. */
  readonly nextOrderAt: Instant;
  /** Orders that became due so far: the last one's sequence. */
  readonly ordersCount: number;
  readonly lastOrder: SubscriptionOrder | null;
  /** Orders that are due and neither placed nor refused yet. */
  readonly unanswered: readonly string[];
  /** Orders that became due and are neither refused, paid nor cancelled yet. */
  readonly unpaid: readonly string[];
  /** null: no order is being charged. There is one at a time. */
  readonly charge: Charge | null;
  readonly startedAt: Instant;
}

export type SubscriptionState = { readonly exists: false } | StartedSubscription;

export const noSubscription: SubscriptionState = { exists: false };
