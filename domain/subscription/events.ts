import type { PersonalData } from '../shared/personal-data.ts';
import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export type SubscriptionStatus = 'active' | 'paused' | 'cancelled';

/** Every `count` days, weeks or calendar months. */
export interface SubscriptionInterval {
  readonly unit: 'day' | 'week' | 'month';
  readonly count: number;
}

/** What each order of a subscription is placed with. Prices are the day's. */
export interface StandingOrder {
  readonly customerId: string;
  readonly items: readonly { readonly variantId: string; readonly quantity: Quantity }[];
  readonly currency: Currency;
  readonly shippingMethod: string;
  readonly paymentMethod: string;
  readonly personal: PersonalData;
}

type SubscriptionEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly subscriptionId: string; readonly at: Instant } & Data
>;

export type SubscriptionStarted = SubscriptionEventOf<
  'SubscriptionStarted',
  StandingOrder & { readonly interval: SubscriptionInterval; readonly firstOrderAt: Instant }
>;

/** An order shall be placed now, with everything that this needs. */
export type SubscriptionOrderDue = SubscriptionEventOf<
  'SubscriptionOrderDue',
  StandingOrder & {
    /** The id that the order gets: `<subscription id>-O<sequence>`. */
    readonly orderId: string;
    /** Counts the orders from 1. */
    readonly sequence: number;
    /** The date that it is for; the event's own `at` is when its time had come. */
    readonly dueAt: Instant;
    readonly nextOrderAt: Instant;
  }
>;

export type SubscriptionOrderPlaced = SubscriptionEventOf<
  'SubscriptionOrderPlaced',
  { readonly orderId: string; readonly orderNumber: string }
>;

/** There is no order for that date; `code` is the refusal's. The subscription goes on. */
export type SubscriptionOrderRefused = SubscriptionEventOf<
  'SubscriptionOrderRefused',
  { readonly orderId: string; readonly code: string }
>;

/** Dates that get no order: because somebody asked so, or because nobody was awake to place it until the next had come. */
export type SubscriptionOrdersSkipped = SubscriptionEventOf<
  'SubscriptionOrdersSkipped',
  {
    readonly cause: 'requested' | 'missed';
    readonly firstDate: Instant;
    readonly lastDate: Instant;
    readonly dates: number;
    readonly nextOrderAt: Instant;
  }
>;

export type SubscriptionPaused = SubscriptionEventOf<'SubscriptionPaused', { readonly pausedBy: string }>;

/** `nextOrderAt` is never before the event: the dates of the pause are over. */
export type SubscriptionResumed = SubscriptionEventOf<
  'SubscriptionResumed',
  { readonly resumedBy: string; readonly nextOrderAt: Instant }
>;

export type SubscriptionCancelled = SubscriptionEventOf<
  'SubscriptionCancelled',
  { readonly reason: string; readonly cancelledBy: string }
>;

export type SubscriptionEvent =
  | SubscriptionStarted
  | SubscriptionOrderDue
  | SubscriptionOrderPlaced
  | SubscriptionOrderRefused
  | SubscriptionOrdersSkipped
  | SubscriptionPaused
  | SubscriptionResumed
  | SubscriptionCancelled;

export const subscriptionEvents: EventSchema<SubscriptionEvent> = {
  SubscriptionStarted: [],
  SubscriptionOrderDue: [],
  SubscriptionOrderPlaced: [],
  SubscriptionOrderRefused: [],
  SubscriptionOrdersSkipped: [],
  SubscriptionPaused: [],
  SubscriptionResumed: [],
  SubscriptionCancelled: [],
};
