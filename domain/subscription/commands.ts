import type { Instant } from '../shared/message.ts';
import type { RetryPlan, StandingOrder, SubscriptionInterval } from './events.ts';

interface At {
  readonly at: Instant;
}

export interface StartSubscription extends StandingOrder, At {
  readonly type: 'StartSubscription';
  readonly subscriptionId: string;
  readonly interval: SubscriptionInterval;
  /** Is not before `at`. Every later date follows from it. */
  readonly firstOrderAt: Instant;
}

/** Is sent by the scheduler, at or after `nextOrderAt`; too early, or without need, is no event. */
export interface PlaceNextOrder extends At {
  readonly type: 'PlaceNextOrder';
}

/** Is sent by the process that places the orders that are due: this one is there. */
export interface RecordSubscriptionOrderPlaced extends At {
  readonly type: 'RecordSubscriptionOrderPlaced';
  readonly orderId: string;
  readonly orderNumber: string;
  /** Says when the order is charged again should that fail. */
  readonly plan: RetryPlan;
}

/** Is sent by the same process: this one could not be placed. */
export interface RecordSubscriptionOrderRefused extends At {
  readonly type: 'RecordSubscriptionOrderRefused';
  readonly orderId: string;
  readonly code: string;
}

/** Comes from the order: a payment of it failed, or was given up. */
export interface RecordSubscriptionPaymentFailed extends At {
  readonly type: 'RecordSubscriptionPaymentFailed';
  readonly orderId: string;
  /** Is null where the charge was refused before there was a payment. */
  readonly paymentId: string | null;
  readonly reason: string;
}

/** Comes from the order: it is confirmed. */
export interface RecordSubscriptionOrderPaid extends At {
  readonly type: 'RecordSubscriptionOrderPaid';
  readonly orderId: string;
}

/** Comes from the order. */
export interface RecordSubscriptionOrderCancelled extends At {
  readonly type: 'RecordSubscriptionOrderCancelled';
  readonly orderId: string;
  readonly reason: string;
}

/** Is sent by the scheduler, at or after `nextRetryAt`; too early, or without need, is no event. */
export interface RetrySubscriptionPayment extends At {
  readonly type: 'RetrySubscriptionPayment';
}

/** Charges the order of a subscription that is past due at once. */
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
