import type { Instant } from '../shared/message.ts';
import type { RetryPlan, StandingOrder, SubscriptionInterval } from './events.ts';

interface At {
  readonly at: Instant;
}

export interface StartSubscription extends StandingOrder, At {
  readonly type: 'StartSubscription';
  readonly subscriptionId: string;
  readonly interval: SubscriptionInterval;
  /** Not before `at`. Every later date follows from it. */
  readonly firstOrderAt: Instant;
}

/** By the scheduler, at or after `nextOrderAt`; too early, or without need, is no event. */
export interface PlaceNextOrder extends At {
  readonly type: 'PlaceNextOrder';
}

/** By the process that places the orders that are due: this one is there. */
export interface RecordSubscriptionOrderPlaced extends At {
  readonly type: 'RecordSubscriptionOrderPlaced';
  readonly orderId: string;
  readonly orderNumber: string;
  /** When the order is charged again should that fail. */
  readonly plan: RetryPlan;
}

/** By the same process: this one could not be placed. */
export interface RecordSubscriptionOrderRefused extends At {
  readonly type: 'RecordSubscriptionOrderRefused';
  readonly orderId: string;
  readonly code: string;
}

/** From the order: a payment of it failed, or was given up. */
export interface RecordSubscriptionPaymentFailed extends At {
  readonly type: 'RecordSubscriptionPaymentFailed';
  readonly orderId: string;
  /** null: the charge was refused before there was a payment. */
  readonly paymentId: string | null;
  readonly reason: string;
}

/** From the order: it is confirmed. */
export interface RecordSubscriptionOrderPaid extends At {
  readonly type: 'RecordSubscriptionOrderPaid';
  readonly orderId: string;
}

/** From the order. */
export interface RecordSubscriptionOrderCancelled extends At {
  readonly type: 'RecordSubscriptionOrderCancelled';
  readonly orderId: string;
  readonly reason: string;
}

/** By the scheduler, at or after `nextRetryAt`; too early, or without need, is no event. */
export interface RetrySubscriptionPayment extends At {
  readonly type: 'RetrySubscriptionPayment';
}

/** While the subscription is past due its order is charged at once. */
export interface ChangeSubscriptionPaymentMethod extends At, Pick<StandingOrder, 'paymentMethod' | 'paymentMethodId'> {
  readonly type: 'ChangeSubscriptionPaymentMethod';
  readonly changedBy: string;
}

export interface PauseSubscription extends At {
  readonly type: 'PauseSubscription';
  readonly pausedBy: string;
}

export interface ResumeSubscription extends At {
  readonly type: 'ResumeSubscription';
  readonly resumedBy: string;
}

/** Leaves the next date out. Carries no id: a repetition is known by the command's own. */
export interface SkipNextOrder extends At {
  readonly type: 'SkipNextOrder';
}

export interface CancelSubscription extends At {
  readonly type: 'CancelSubscription';
  readonly reason: string;
  readonly cancelledBy: string;
}

export type SubscriptionCommand =
  | StartSubscription
  | PlaceNextOrder
  | RecordSubscriptionOrderPlaced
  | RecordSubscriptionOrderRefused
  | RecordSubscriptionOrderPaid
  | RecordSubscriptionOrderCancelled
  | RecordSubscriptionPaymentFailed
  | RetrySubscriptionPayment
  | ChangeSubscriptionPaymentMethod
  | PauseSubscription
  | ResumeSubscription
  | SkipNextOrder
  | CancelSubscription;
