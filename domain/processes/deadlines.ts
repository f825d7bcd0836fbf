import type { CartEvent } from '../cart/events.ts';
import type {
  OrderCancelled,
  OrderConfirmed,
  OrderLinesCancelled,
  OrderPlaced,
  PaymentStarted,
  ReturnWindowClosed,
  ShipmentDelivered,
} from '../order/events.ts';
import type {
  SalesQuoteAccepted,
  SalesQuoteDeclined,
  SalesQuoteDrafted,
  SalesQuoteExpired,
  SalesQuoteOrdered,
  SalesQuoteOrderRefused,
  SalesQuoteRejected,
  SalesQuoteRevised,
  SalesQuoteWithdrawn,
} from '../quote/events.ts';
import type { Instant } from '../shared/message.ts';
import type {
  SubscriptionCancelled,
  SubscriptionOrderDue,
  SubscriptionOrderGivenUp,
  SubscriptionOrdersSkipped,
  SubscriptionPaused,
  SubscriptionPaymentDue,
  SubscriptionPaymentFailed,
  SubscriptionResumed,
  SubscriptionStarted,
} from '../subscription/events.ts';
import {
  clear,
  set,
  setAfter,
  setIfEver,
  type Deadline,
  type DeadlineChange,
  type DeadlinePolicy,
} from './deadline.ts';

type OrderMove =
  | OrderPlaced
  | PaymentStarted
  | OrderConfirmed
  | OrderCancelled
  | ShipmentDelivered
  | OrderLinesCancelled
  | ReturnWindowClosed;

type SubscriptionMove =
  | SubscriptionStarted
  | SubscriptionOrderDue
  | SubscriptionOrdersSkipped
  | SubscriptionResumed
  | SubscriptionPaused
  | SubscriptionCancelled
  | SubscriptionPaymentDue
  | SubscriptionPaymentFailed
  | SubscriptionOrderGivenUp;

type SalesQuoteMove =
  | SalesQuoteDrafted
  | SalesQuoteRevised
  | SalesQuoteOrderRefused
  | SalesQuoteDeclined
  | SalesQuoteAccepted
  | SalesQuoteOrdered
  | SalesQuoteRejected
  | SalesQuoteWithdrawn
  | SalesQuoteExpired;

export type DeadlineEvent = CartEvent | OrderMove | SubscriptionMove | SalesQuoteMove;

/** Every event type that moves a deadline, and no other. */
export const deadlineEvents = [
  'CartCreated',
  'CartItemAdded',
  'CartItemQuantityChanged',
  'CartItemRemoved',
  'CartCouponApplied',
  'CartCouponRemoved',
  'CartMerged',
  'CartMergedAway',
  'CartAssigned',
  'CartAbandoned',
  'CartRecovered',
  'CartExpired',
  'CartCheckedOut',
  'OrderPlaced',
  'PaymentStarted',
  'OrderConfirmed',
  'OrderCancelled',
  'ShipmentDelivered',
  'OrderLinesCancelled',
  'ReturnWindowClosed',
  'SubscriptionStarted',
  'SubscriptionOrderDue',
  'SubscriptionOrdersSkipped',
  'SubscriptionResumed',
  'SubscriptionPaused',
  'SubscriptionCancelled',
  'SubscriptionPaymentDue',
  'SubscriptionPaymentFailed',
  'SubscriptionOrderGivenUp',
  'SalesQuoteDrafted',
  'SalesQuoteRevised',
  'SalesQuoteOrderRefused',
  'SalesQuoteDeclined',
  'SalesQuoteAccepted',
  'SalesQuoteOrdered',
  'SalesQuoteRejected',
  'SalesQuoteWithdrawn',
  'SalesQuoteExpired',
] as const satisfies readonly DeadlineEvent['type'][];

/** What an event changes about its aggregate's deadlines. */
export const deadlineChanges = (event: DeadlineEvent, policy: DeadlinePolicy): readonly DeadlineChange[] => {
  switch (event.type) {
    case 'CartCreated':
      return [set(cartExpiry(event.data.cartId), event.data.expiresAt)];
    case 'CartItemAdded':
      return touched(event.data.cartId, event.data.addedAt, policy);
    case 'CartItemQuantityChanged':
      return touched(event.data.cartId, event.data.changedAt, policy);
    case 'CartItemRemoved':
    case 'CartCouponRemoved':
      return touched(event.data.cartId, event.data.removedAt, policy);
    case 'CartCouponApplied':
      return touched(event.data.cartId, event.data.appliedAt, policy);
    case 'CartMerged':
      return touched(event.data.cartId, event.data.mergedAt, policy);
    case 'CartAssigned':
      return touched(event.data.cartId, event.data.assignedAt, policy);
    case 'CartRecovered':
      return touched(event.data.cartId, event.data.recoveredAt, policy);
    case 'CartAbandoned':
      return [clear(cartAbandonment(event.data.cartId))];
    case 'CartMergedAway':
    case 'CartExpired':
    case 'CartCheckedOut':
      return [cartAbandonment, cartExpiry].map((deadline) => clear(deadline(event.data.cartId)));
    // Not the shopper's doing.
    case 'CartItemRepriced':
    case 'CartPromotionsOffered':
    case 'CartItemAvailabilityChanged':
      return [];
    case 'OrderPlaced':
      return setIfEver(reservationExpiry(event.data.orderId), event.data.reservationExpiresAt);
    case 'PaymentStarted':
      return paymentStarted(event, policy);
    case 'OrderConfirmed':
    case 'OrderCancelled':
      return [reservationExpiry, paymentTimeout].map((deadline) => clear(deadline(event.data.orderId)));
    case 'ShipmentDelivered':
    case 'OrderLinesCancelled':
      return setIfEver(returnWindow(event.data.orderId), event.data.returnWindowEndsAt);
    case 'ReturnWindowClosed':
      return [clear(returnWindow(event.data.orderId))];
    case 'SubscriptionStarted':
      return [set(subscriptionOrder(event.data.subscriptionId), event.data.firstOrderAt)];
    case 'SubscriptionOrderDue':
    case 'SubscriptionOrdersSkipped':
    case 'SubscriptionResumed':
      return [set(subscriptionOrder(event.data.subscriptionId), event.data.nextOrderAt)];
    case 'SubscriptionPaused':
    case 'SubscriptionCancelled':
      return [clear(subscriptionOrder(event.data.subscriptionId))];
    case 'SubscriptionPaymentFailed':
      return setIfEver(subscriptionRetry(event.data.subscriptionId), event.data.nextRetryAt);
    case 'SubscriptionPaymentDue':
    case 'SubscriptionOrderGivenUp':
      return [clear(subscriptionRetry(event.data.subscriptionId))];
    case 'SalesQuoteDrafted':
    case 'SalesQuoteRevised':
    case 'SalesQuoteOrderRefused':
      return [set(quoteExpiry(event.data.salesQuoteId), event.data.validUntil)];
    case 'SalesQuoteDeclined':
    case 'SalesQuoteAccepted':
    case 'SalesQuoteOrdered':
    case 'SalesQuoteRejected':
    case 'SalesQuoteWithdrawn':
    case 'SalesQuoteExpired':
      return [clear(quoteExpiry(event.data.salesQuoteId))];
  }
};

const cartAbandonment = (id: string): Deadline => ({ aggregate: 'cart', id, kind: 'cart_abandonment' });
const cartExpiry = (id: string): Deadline => ({ aggregate: 'cart', id, kind: 'cart_expiry' });
const reservationExpiry = (id: string): Deadline => ({ aggregate: 'order', id, kind: 'reservation_expiry' });
const paymentTimeout = (id: string): Deadline => ({ aggregate: 'order', id, kind: 'payment_timeout' });
const returnWindow = (id: string): Deadline => ({ aggregate: 'order', id, kind: 'return_window' });
const subscriptionOrder = (id: string): Deadline => ({ aggregate: 'subscription', id, kind: 'subscription_order' });
const quoteExpiry = (id: string): Deadline => ({ aggregate: 'quote', id, kind: 'quote_expiry' });
const subscriptionRetry = (id: string): Deadline => ({ aggregate: 'subscription', id, kind: 'subscription_retry' });

const touched = (cartId: string, at: Instant, { abandonedCartHours }: DeadlinePolicy): readonly DeadlineChange[] => [
  setAfter(cartAbandonment(cartId), at, abandonedCartHours * 60),
];

/** Only a gateway keeps us waiting. The last payment's time is the order's: a retry moves it. */
const paymentStarted = (
  { data: { orderId, settlement, at } }: PaymentStarted,
  { paymentTimeoutMinutes }: DeadlinePolicy,
): readonly DeadlineChange[] =>
  settlement === 'gateway' ? [setAfter(paymentTimeout(orderId), at, paymentTimeoutMinutes)] : [];
