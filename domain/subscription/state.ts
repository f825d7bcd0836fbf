import type { Instant } from '../shared/message.ts';
import type { AgreedPrices } from '../shared/pricing/price-quote.ts';
import type { RetryPlan, StandingOrder, SubscriptionInterval, SubscriptionStatus } from './events.ts';

export const subscriptionOrderStatuses = ['due', 'placed', 'refused', 'paid', 'cancelled'] as const;

export type SubscriptionOrderStatus = (typeof subscriptionOrderStatuses)[number];

/** Holds an order of a subscription, as far as the subscription knows it. */
export interface SubscriptionOrder {
  readonly orderId: string;
  readonly sequence: number;
  readonly dueAt: Instant;
  readonly status: SubscriptionOrderStatus;
  readonly orderNumber: string | null;
  /** Says why it could not be placed. */
  readonly refusalCode: string | null;
}

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

export interface StartedSubscription extends Omit<StandingOrder, 'frozenPrices' | 'paymentMethodId'> {
  readonly exists: true;
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  /** Is null where each order is priced by its day. */
  readonly frozenPrices: AgreedPrices | null;
  /** Says what orders are charged to; null: their buyers pay. */
  readonly paymentMethodId: string | null;
  readonly interval: SubscriptionInterval;
  readonly firstOrderAt: Instant;
  /** Is the next date of the schedule; means something only while the subscription is active. */
  readonly nextOrderAt: Instant;
  /** Lists orders that became due so far: the last one's sequence. */
  readonly ordersCount: number;
  readonly lastOrder: SubscriptionOrder | null;
  /** Lists orders that are due and neither placed nor refused yet. */
  readonly unanswered: readonly string[];
  /** Lists orders that became due and are neither refused, paid nor cancelled yet. */
  readonly unpaid: readonly string[];
  /** Is null while no order is being charged. There is one at a time. */
  readonly charge: Charge | null;
  readonly startedAt: Instant;
}

export type SubscriptionState = { readonly exists: false } | StartedSubscription;

export const noSubscription: SubscriptionState = { exists: false };
