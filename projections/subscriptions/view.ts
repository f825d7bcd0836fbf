import type { StandingOrder, SubscriptionInterval, SubscriptionStatus } from '../../domain/subscription/events.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** The last order that became due. */
export interface SubscriptionOrderView {
  readonly orderId: string;
  readonly sequence: number;
  readonly dueAt: Instant;
  readonly status: 'due' | 'placed' | 'refused';
  readonly orderNumber: string | null;
  readonly refusalCode: string | null;
}

/** A subscription as it is read. */
export interface SubscriptionDocument extends Omit<StandingOrder, 'personal'> {
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  readonly version: number;
  readonly interval: SubscriptionInterval;
  readonly firstOrderAt: Instant;
  /** Means something only while the subscription is active. */
  readonly nextOrderAt: Instant;
  readonly ordersCount: number;
  readonly lastOrder: SubscriptionOrderView | null;
  readonly startedAt: Instant;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
}
