import type { Instant } from '../shared/message.ts';
import type { StandingOrder, SubscriptionInterval, SubscriptionStatus } from './events.ts';

/** An order of a subscription, as far as the subscription knows it. */
export interface SubscriptionOrder {
  readonly orderId: string;
  readonly sequence: number;
  readonly dueAt: Instant;
  readonly status: 'due' | 'placed' | 'refused';
  readonly orderNumber: string | null;
  /** Why it could not be placed. */
  readonly refusalCode: string | null;
}

export interface StartedSubscription extends StandingOrder {
  readonly exists: true;
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  readonly interval: SubscriptionInterval;
  readonly firstOrderAt: Instant;
  /** The next date of the schedule; means something only while the subscription is active. */
  readonly nextOrderAt: Instant;
  /** Orders that became due so far: the last one's sequence. */
  readonly ordersCount: number;
  readonly lastOrder: SubscriptionOrder | null;
  /** Orders that are due and neither placed nor refused yet. */
  readonly unanswered: readonly string[];
  readonly startedAt: Instant;
}

export type SubscriptionState = { readonly exists: false } | StartedSubscription;

export const noSubscription: SubscriptionState = { exists: false };
