import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency } from '../shared/money.ts';
import type { PersonalData } from '../shared/personal-data.ts';
import type { AgreedPrices } from '../shared/pricing/price-quote.ts';
import type { Quantity } from '../shared/quantity.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

/** Is `past_due` when an order could not be charged, and is to be charged again. */
export const subscriptionStatuses = ['active', 'past_due', 'paused', 'cancelled'] as const;

export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** Says whether each order has the prices of its day, or all have those of the day it was started. */
export const subscriptionPricings = ['current', 'frozen'] as const;

export type SubscriptionPricing = (typeof subscriptionPricings)[number];

export const intervalUnits = ['day', 'week', 'month'] as const;

/** Comes every `count` days, weeks or calendar months. */
export interface SubscriptionInterval {
  readonly unit: (typeof intervalUnits)[number];
  readonly count: number;
}

/** Says what each order of a subscription is placed with. */
export interface StandingOrder {
  readonly customerId: string;
  readonly items: readonly { readonly variantId: string; readonly quantity: Quantity }[];
  /** Is absent where each order is priced by its day. */
  readonly frozenPrices?: AgreedPrices;
  readonly currency: Currency;
  readonly shippingMethod: string;
  readonly paymentMethod: string;
  /** Says what each order is charged to by itself: the provider's token, never a card number. Absent: its buyer pays it. */
  readonly paymentMethodId?: string;
  readonly personal: PersonalData;
}

/** Says what is done about an order that could not be charged, as the policy of its day has it. */
export interface RetryPlan {
  /** Says when it is charged again, rising. */
  readonly retryAt: readonly Instant[];
  /** Says what becomes of the subscription if the last try fails, too. */
  readonly afterRetries: 'pause' | 'cancel';
}

type SubscriptionEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly subscriptionId: string; readonly at: Instant } & Data
>;

export type SubscriptionStarted = SubscriptionEventOf<
  'SubscriptionStarted',
  StandingOrder & { readonly interval: SubscriptionInterval; readonly firstOrderAt: Instant }
>;

/** Asks for an order to be placed now, with everything that this needs. */
export type SubscriptionOrderDue = SubscriptionEventOf<
  'SubscriptionOrderDue',
  StandingOrder & {
    /** Is the id that the order gets: `<subscription id>-O<sequence>`. */
    readonly orderId: string;
    /** Counts the orders from 1. */
    readonly sequence: number;
    /** Is the date that it is for; the event's own `at` is when its time had come. */
    readonly dueAt: Instant;
    readonly nextOrderAt: Instant;
  }
>;

export type SubscriptionOrderPlaced = SubscriptionEventOf<
  'SubscriptionOrderPlaced',
  {
    readonly orderId: string;
    readonly orderNumber: string;
    /** Is absent where the order waits for its buyer. */
    readonly plan?: RetryPlan;
  }
>;

/** Says that there is no order for that date; `code` is the refusal's. The subscription goes on. */
export type SubscriptionOrderRefused = SubscriptionEventOf<
  'SubscriptionOrderRefused',
  { readonly orderId: string; readonly code: string }
>;

/** Asks for the order to be charged now to the subscription's way to pay: the whole of what is due of it. */
export type SubscriptionPaymentDue = SubscriptionEventOf<
  'SubscriptionPaymentDue',
  {
    readonly orderId: string;
    /** Counts the order's charges from 1. */
    readonly attempt: number;
    readonly paymentMethod: string;
    readonly paymentMethodId: string;
    readonly personal: Pick<PersonalData, 'email'>;
  }
>;

export type SubscriptionPaymentFailed = SubscriptionEventOf<
  'SubscriptionPaymentFailed',
  {
    readonly orderId: string;
    readonly attempt: number;
    /** Is null where it was refused before there was a payment. */
    readonly paymentId: string | null;
    /** Is the gateway's code, or the refusal's. */
    readonly reason: string;
    /** Is null when it is not charged again. */
    readonly nextRetryAt: Instant | null;
  }
>;

/** Records that it is paid, by the charge, or by the buyer. */
export type SubscriptionOrderPaid = SubscriptionEventOf<'SubscriptionOrderPaid', { readonly orderId: string }>;

/** Records that it is cancelled before it was paid. */
export type SubscriptionOrderCancelled = SubscriptionEventOf<
  'SubscriptionOrderCancelled',
  { readonly orderId: string; readonly reason: string }
>;

/** Ends the charging of this order: unless it is paid after all, it shall be cancelled. */
export type SubscriptionOrderGivenUp = SubscriptionEventOf<
  'SubscriptionOrderGivenUp',
  { readonly orderId: string; readonly cause: 'payment_failed' | 'subscription_paused' | 'subscription_cancelled' }
>;

/** Changes the way to pay; absent `paymentMethodId`: buyers pay their orders by themselves from now on. */
export type SubscriptionPaymentMethodChanged = SubscriptionEventOf<
  'SubscriptionPaymentMethodChanged',
  Pick<StandingOrder, 'paymentMethod' | 'paymentMethodId'> & { readonly changedBy: string }
>;

/**
 * Leaves dates without an order: on request, because no scheduler was awake to place it until the next had come, or
 * because the last order was still to be paid.
 */
export type SubscriptionOrdersSkipped = SubscriptionEventOf<
  'SubscriptionOrdersSkipped',
  {
    readonly cause: 'requested' | 'missed' | 'unpaid';
    readonly firstDate: Instant;
    readonly lastDate: Instant;
    readonly dates: number;
    readonly nextOrderAt: Instant;
  }
>;

export type SubscriptionPaused = SubscriptionEventOf<'SubscriptionPaused', { readonly pausedBy: string }>;

/** Resumes; `nextOrderAt` is never before the event: the dates of the pause are over. */
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
  | SubscriptionPaymentDue
  | SubscriptionPaymentFailed
  | SubscriptionOrderPaid
  | SubscriptionOrderCancelled
  | SubscriptionOrderGivenUp
  | SubscriptionPaymentMethodChanged
  | SubscriptionOrdersSkipped
  | SubscriptionPaused
  | SubscriptionResumed
  | SubscriptionCancelled;

export const subscriptionEvents: EventSchema<SubscriptionEvent> = {
  SubscriptionStarted: [],
  SubscriptionOrderDue: [],
  SubscriptionOrderPlaced: [],
  SubscriptionOrderRefused: [],
  SubscriptionPaymentDue: [],
  SubscriptionPaymentFailed: [],
  SubscriptionOrderPaid: [],
  SubscriptionOrderCancelled: [],
  SubscriptionOrderGivenUp: [],
  SubscriptionPaymentMethodChanged: [],
  SubscriptionOrdersSkipped: [],
  SubscriptionPaused: [],
  SubscriptionResumed: [],
  SubscriptionCancelled: [],
};

/** Names a subscription's order. Part of the storage format: never change it. */
export const subscriptionOrderId = (subscriptionId: string, sequence: number): string =>
  `${subscriptionId}-O${sequence}`;

/** Names the subscription that gave an order; undefined: none did. */
export const subscriptionOfOrder = (orderId: string): string | undefined => /^(.+)-O\d+$/.exec(orderId)?.[1];
