import type { Instant } from '../shared/message.ts';
import {
  clear,
  set,
  setAfter,
  setIfEver,
  type Deadline,
  type DeadlineChange,
  type DeadlinePolicy,
  type Moment,
} from './deadline.ts';
import { reactions, type EventNamed, type ProcessCommand } from './reaction.ts';

/** What an event changes about its aggregate's deadlines. Events of carts that are not listed are not the shopper's doing. */
export const deadlines = reactions<readonly DeadlineChange[], [policy: DeadlinePolicy]>()({
  CartCreated: ({ data }) => [set(cartExpiry(data.cartId), data.expiresAt)],
  CartItemAdded: ({ data }, policy) => touched(data.cartId, data.addedAt, policy),
  CartItemQuantityChanged: ({ data }, policy) => touched(data.cartId, data.changedAt, policy),
  CartItemRemoved: ({ data }, policy) => touched(data.cartId, data.removedAt, policy),
  CartCouponApplied: ({ data }, policy) => touched(data.cartId, data.appliedAt, policy),
  CartCouponRemoved: ({ data }, policy) => touched(data.cartId, data.removedAt, policy),
  CartMerged: ({ data }, policy) => touched(data.cartId, data.mergedAt, policy),
  CartAssigned: ({ data }, policy) => touched(data.cartId, data.assignedAt, policy),
  CartRecovered: ({ data }, policy) => touched(data.cartId, data.recoveredAt, policy),
  CartAbandoned: ({ data }) => [clear(cartAbandonment(data.cartId))],
  CartMergedAway: ({ data }) => cartEnded(data),
  CartExpired: ({ data }) => cartEnded(data),
  CartCheckedOut: ({ data }) => cartEnded(data),
  OrderPlaced: ({ data }) => setIfEver(reservationExpiry(data.orderId), data.reservationExpiresAt),
  PaymentStarted: (event, policy) => paymentStarted(event, policy),
  OrderConfirmed: ({ data }) => orderSettled(data),
  OrderCancelled: ({ data }) => orderSettled(data),
  ShipmentDelivered: ({ data }) => setIfEver(returnWindow(data.orderId), data.returnWindowEndsAt),
  OrderLinesCancelled: ({ data }) => setIfEver(returnWindow(data.orderId), data.returnWindowEndsAt),
  ReturnWindowClosed: ({ data }) => [clear(returnWindow(data.orderId))],
  SubscriptionStarted: ({ data }) => [set(subscriptionOrder(data.subscriptionId), data.firstOrderAt)],
  SubscriptionOrderDue: ({ data }) => [set(subscriptionOrder(data.subscriptionId), data.nextOrderAt)],
  SubscriptionOrdersSkipped: ({ data }) => [set(subscriptionOrder(data.subscriptionId), data.nextOrderAt)],
  SubscriptionResumed: ({ data }) => [set(subscriptionOrder(data.subscriptionId), data.nextOrderAt)],
  SubscriptionPaused: ({ data }) => [clear(subscriptionOrder(data.subscriptionId))],
  SubscriptionCancelled: ({ data }) => [clear(subscriptionOrder(data.subscriptionId))],
  SubscriptionPaymentFailed: ({ data }) => setIfEver(subscriptionRetry(data.subscriptionId), data.nextRetryAt),
  SubscriptionPaymentDue: ({ data }) => [clear(subscriptionRetry(data.subscriptionId))],
  SubscriptionOrderGivenUp: ({ data }) => [clear(subscriptionRetry(data.subscriptionId))],
  SalesQuoteDrafted: ({ data }) => [set(quoteExpiry(data.salesQuoteId), data.validUntil)],
  SalesQuoteRevised: ({ data }) => [set(quoteExpiry(data.salesQuoteId), data.validUntil)],
  SalesQuoteOrderRefused: ({ data }) => [set(quoteExpiry(data.salesQuoteId), data.validUntil)],
  SalesQuoteDeclined: ({ data }) => [clear(quoteExpiry(data.salesQuoteId))],
  SalesQuoteAccepted: ({ data }) => [clear(quoteExpiry(data.salesQuoteId))],
  SalesQuoteOrdered: ({ data }) => [clear(quoteExpiry(data.salesQuoteId))],
  SalesQuoteRejected: ({ data }) => [clear(quoteExpiry(data.salesQuoteId))],
  SalesQuoteWithdrawn: ({ data }) => [clear(quoteExpiry(data.salesQuoteId))],
  SalesQuoteExpired: ({ data }) => [clear(quoteExpiry(data.salesQuoteId))],
});

/** What is to be decided when a deadline is due. The decider judges by its own state whether it is so far. */
export const dueCommand = (
  { id, kind, waitMinutes }: Pick<Deadline & Moment, 'id' | 'kind' | 'waitMinutes'>,
  at: Instant,
): ProcessCommand => {
  switch (kind) {
    case 'reservation_expiry':
      return { aggregate: 'order', id, command: { type: 'ExpireReservation', at } };
    case 'payment_timeout':
      return { aggregate: 'order', id, command: { type: 'TimeOutPayments', timeoutMinutes: waitMinutes, at } };
    case 'return_window':
      return { aggregate: 'order', id, command: { type: 'CloseReturnWindow', at } };
    case 'cart_abandonment':
      return { aggregate: 'cart', id, command: { type: 'AbandonCart', idleHours: waitMinutes / 60, at } };
    case 'cart_expiry':
      return { aggregate: 'cart', id, command: { type: 'ExpireCart', at } };
    case 'subscription_order':
      return { aggregate: 'subscription', id, command: { type: 'PlaceNextOrder', at } };
    case 'subscription_retry':
      return { aggregate: 'subscription', id, command: { type: 'RetrySubscriptionPayment', at } };
    case 'quote_expiry':
      return { aggregate: 'quote', id, command: { type: 'ExpireSalesQuote', at } };
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

/** Waits only for a gateway. The last payment's time is the order's: a retry moves it. */
const paymentStarted = (
  { data: { orderId, settlement, at } }: EventNamed<'PaymentStarted'>,
  { paymentTimeoutMinutes }: DeadlinePolicy,
): readonly DeadlineChange[] =>
  settlement === 'gateway' ? [setAfter(paymentTimeout(orderId), at, paymentTimeoutMinutes)] : [];

const cartEnded = ({ cartId }: { readonly cartId: string }): readonly DeadlineChange[] =>
  [cartAbandonment, cartExpiry].map((deadline) => clear(deadline(cartId)));

const orderSettled = ({ orderId }: { readonly orderId: string }): readonly DeadlineChange[] =>
  [reservationExpiry, paymentTimeout].map((deadline) => clear(deadline(orderId)));
