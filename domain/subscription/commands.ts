import type { Instant } from '../shared/message.ts';
import type { StandingOrder, SubscriptionInterval } from './events.ts';

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
}

/** By the same process: this one could not be placed. */
export interface RecordSubscriptionOrderRefused extends At {
  readonly type: 'RecordSubscriptionOrderRefused';
  readonly orderId: string;
  readonly code: string;
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
  | PauseSubscription
  | ResumeSubscription
  | SkipNextOrder
  | CancelSubscription;
