import type { StandingOrder, SubscriptionInterval, SubscriptionStatus } from '../../domain/subscription/events.ts';
import type { AgreedPrices } from '../../domain/shared/pricing/price-quote.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** Describes the last order that became due. */
export interface SubscriptionOrderView {
  readonly orderId: string;
  readonly sequence: number;
  readonly dueAt: Instant;
  readonly status: 'due' | 'placed' | 'refused' | 'paid' | 'cancelled';
  readonly orderNumber: string | null;
  readonly refusalCode: string | null;
}

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
export interface SubscriptionDocument extends Omit<StandingOrder, 'personal' | 'frozenPrices' | 'paymentMethodId'> {
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  readonly version: number;
  readonly frozenPrices: AgreedPrices | null;
  readonly paymentMethodId: string | null;
  readonly interval: SubscriptionInterval;
  readonly firstOrderAt: Instant;
  /** Means something only while the subscription is active. */
  readonly nextOrderAt: Instant;
  readonly ordersCount: number;
  readonly lastOrder: SubscriptionOrderView | null;
  /** null: nothing is past due. */
  readonly dunning: DunningView | null;
  readonly startedAt: Instant;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
}
