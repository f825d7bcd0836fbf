import assert from 'node:assert/strict';
import type { CartEvent } from '../../../domain/cart/events.ts';
import type { OrderEvent, OrderPlaced, PaymentStarted } from '../../../domain/order/events.ts';
import type { Deadline, DeadlineChange } from '../../../domain/processes/deadline.ts';
import { deadlines, dueCommand } from '../../../domain/processes/deadlines.ts';
import type { EventsOf } from '../../../domain/processes/reaction.ts';
import { cartEvents } from '../../../domain/cart/events.ts';
import { salesQuoteEvents } from '../../../domain/quote/events.ts';
import { subscriptionEvents, type SubscriptionEvent } from '../../../domain/subscription/events.ts';
import { added, closedCarts, couponApplied, created, welcome } from '../cart/carts.ts';
import { after, draft, noStock, revise, validUntil } from '../quote/quotes.ts';
import { started as subscriptionStarted } from '../subscription/subscriptions.ts';

const policy = { abandonedCartHours: 24, paymentTimeoutMinutes: 90 };
const at = '2026-11-23T15:05:00.000Z';
const dayLater = '2026-11-24T15:05:00.000Z';
const cart = { cartId: 'cart-1' };
const order = { orderId: 'order-1', at } as const;

const abandonment = { aggregate: 'cart', id: 'cart-1', kind: 'cart_abandonment' } as const;
const cartExpiry = { aggregate: 'cart', id: 'cart-1', kind: 'cart_expiry' } as const;
const reservationExpiry = { aggregate: 'order', id: 'order-1', kind: 'reservation_expiry' } as const;
const paymentTimeout = { aggregate: 'order', id: 'order-1', kind: 'payment_timeout' } as const;
const returnWindow = { aggregate: 'order', id: 'order-1', kind: 'return_window' } as const;
const subscriptionOrder = { aggregate: 'subscription', id: 'subscription-1', kind: 'subscription_order' } as const;

type DeadlineEvent = EventsOf<typeof deadlines>;

const changes = (event: DeadlineEvent) => deadlines.react(event, policy);

const set = (deadline: Deadline, dueAt: string, waitMinutes = 0): DeadlineChange[] => [
  { ...deadline, change: 'set', dueAt, waitMinutes },
];

const cleared = (...deadlines: readonly Deadline[]) => deadlines.map((deadline) => ({ ...deadline, change: 'clear' }));

describe('deadlines', () => {
  it('listen to all that happens to a cart but news of its items, to what an order waits for, to subscriptions and to offers', () => {
    const silent: readonly string[] = [
      'CartItemRepriced',
      'CartItemAvailabilityChanged',
      'CartPromotionsOffered',
      'SubscriptionOrderPlaced',
      'SubscriptionOrderRefused',
      'SubscriptionOrderCancelled',
      'SubscriptionOrderPaid',
      'SubscriptionPaymentMethodChanged',
      'SalesQuoteApprovalRequested',
      'SalesQuoteApproved',
      'SalesQuoteOffered',
    ];
    const heard = (schema: object) => Object.keys(schema).filter((type) => !silent.includes(type));
    assert.deepEqual(
      [...deadlines.eventTypes].sort(),
      [
        ...heard(cartEvents),
        ...['OrderPlaced', 'PaymentStarted', 'OrderConfirmed', 'OrderCancelled'],
        ...['ShipmentDelivered', 'OrderLinesCancelled', 'ReturnWindowClosed'],
        ...heard(subscriptionEvents),
        ...heard(salesQuoteEvents),
      ].sort(),
    );
  });

  it('set a cart’s expiry when it is created', () => {
    assert.deepEqual(changes(created as DeadlineEvent), set(cartExpiry, '2026-12-23T15:00:00.000Z'));
  });

  it('set a cart’s abandonment whenever the shopper touches it', () => {
    const touches: readonly CartEvent[] = [
      { type: 'CartItemQuantityChanged', data: { ...cart, lineId: 'L1', quantity: 1, changedAt: at } },
      { type: 'CartItemRemoved', data: { ...cart, lineId: 'L1', removedAt: at } },
      { type: 'CartCouponRemoved', data: { ...cart, code: 'WELCOME', removedAt: at } },
      { type: 'CartMerged', data: { ...cart, fromCartId: 'cart-2', lines: [], mergedAt: at } },
      { type: 'CartAssigned', data: { ...cart, customerId: 'c1', assignedAt: at } },
      { type: 'CartRecovered', data: { ...cart, recoveredAt: at } },
    ];
    for (const touch of touches) {
      assert.deepEqual(changes(touch as DeadlineEvent), set(abandonment, dayLater, 1440), touch.type);
    }
    assert.deepEqual(changes(added('L1', 'mug') as DeadlineEvent), set(abandonment, '2026-11-24T15:01:00.000Z', 1440));
    assert.deepEqual(
      changes(couponApplied(welcome) as DeadlineEvent),
      set(abandonment, '2026-11-24T15:02:00.000Z', 1440),
    );
  });

  it('clear a cart’s abandonment once it is abandoned: it can still expire', () => {
    assert.deepEqual(changes({ type: 'CartAbandoned', data: { ...cart, abandonedAt: at } }), cleared(abandonment));
  });

  it('clear both when a cart is closed', () => {
    for (const history of Object.values(closedCarts())) {
      assert.deepEqual(changes(history.at(-1)! as DeadlineEvent), cleared(abandonment, cartExpiry));
    }
  });

  it('set a reservation’s expiry when its order is placed, if there is one', () => {
    const placed = (reservationExpiresAt: string | null) =>
      changes({ type: 'OrderPlaced', data: { ...order, reservationExpiresAt } as OrderPlaced['data'] });
    assert.deepEqual(placed(dayLater), set(reservationExpiry, dayLater));
    assert.deepEqual(placed(null), []);
  });

  it('set a payment’s timeout when it starts at a gateway', () => {
    const begun = (settlement: PaymentStarted['data']['settlement']) =>
      changes({ type: 'PaymentStarted', data: { ...order, settlement } as PaymentStarted['data'] });
    assert.deepEqual(begun('gateway'), set(paymentTimeout, '2026-11-23T16:35:00.000Z', 90));
    assert.deepEqual(begun('immediate'), []);
    assert.deepEqual(begun('terms'), []);
  });

  it('clear what an order waits for when it is confirmed or cancelled', () => {
    const confirmed = { ...order, status: 'confirmed', reservationId: null } as const;
    const cancelled = { ...confirmed, status: 'cancelled', reason: 'r', cancelledBy: 'c1', approvedBy: null } as const;
    const both = cleared(reservationExpiry, paymentTimeout);
    assert.deepEqual(changes({ type: 'OrderConfirmed', data: confirmed }), both);
    assert.deepEqual(changes({ type: 'OrderCancelled', data: cancelled }), both);
  });

  it('set the end of the return window when an event says that it opened, and clear it when it is closed', () => {
    const delivered = { ...order, status: 'delivered' } as const;
    const lost = { lines: [], amount: 0, reason: 'undeliverable' };
    const opening = (returnWindowEndsAt: string | null): readonly (OrderEvent & DeadlineEvent)[] => [
      { type: 'ShipmentDelivered', data: { ...delivered, shipmentId: 'S1', returnWindowEndsAt } },
      { type: 'OrderLinesCancelled', data: { ...delivered, ...lost, returnWindowEndsAt } },
    ];
    for (const event of opening(dayLater)) assert.deepEqual(changes(event), set(returnWindow, dayLater));
    for (const event of opening(null)) assert.deepEqual(changes(event), []);
    assert.deepEqual(changes({ type: 'ReturnWindowClosed', data: delivered }), cleared(returnWindow));
  });

  it('follow the next date of a subscription, while it runs', () => {
    const { data: begun } = subscriptionStarted;
    const common = { subscriptionId: 'subscription-1', at };
    const moves: readonly (SubscriptionEvent & DeadlineEvent)[] = [
      {
        type: 'SubscriptionOrderDue',
        data: { ...begun, ...common, orderId: 'o', sequence: 1, dueAt: at, nextOrderAt: dayLater },
      },
      {
        type: 'SubscriptionOrdersSkipped',
        data: { ...common, cause: 'requested', firstDate: at, lastDate: at, dates: 1, nextOrderAt: dayLater },
      },
      { type: 'SubscriptionResumed', data: { ...common, resumedBy: 'c1', nextOrderAt: dayLater } },
    ];
    assert.deepEqual(changes(subscriptionStarted), set(subscriptionOrder, begun.firstOrderAt));
    for (const event of moves) assert.deepEqual(changes(event), set(subscriptionOrder, dayLater), event.type);
    const paused: DeadlineEvent = { type: 'SubscriptionPaused', data: { ...common, pausedBy: 'c1' } };
    const ended: DeadlineEvent = {
      type: 'SubscriptionCancelled',
      data: { ...common, reason: 'no', cancelledBy: 'c1' },
    };
    for (const event of [paused, ended]) assert.deepEqual(changes(event), cleared(subscriptionOrder));
  });

  it('follow a subscription’s order that could not be charged, until it is charged again or given up', () => {
    const retry = { aggregate: 'subscription', id: 'subscription-1', kind: 'subscription_retry' } as const;
    const common = { subscriptionId: 'subscription-1', orderId: 'subscription-1-O1', at };
    const failed = (nextRetryAt: string | null): DeadlineEvent => ({
      type: 'SubscriptionPaymentFailed',
      data: { ...common, attempt: 1, paymentId: null, reason: 'declined', nextRetryAt },
    });
    assert.deepEqual(changes(failed(dayLater)), set(retry, dayLater));
    assert.deepEqual(changes(failed(null)), []);
    const over: readonly DeadlineEvent[] = [
      {
        type: 'SubscriptionPaymentDue',
        data: { ...common, attempt: 2, paymentMethod: 'stripe', paymentMethodId: 'pm', personal: {} },
      },
      { type: 'SubscriptionOrderGivenUp', data: { ...common, cause: 'payment_failed' } },
    ];
    for (const event of over) assert.deepEqual(changes(event), cleared(retry), event.type);
    assert.deepEqual(dueCommand({ ...retry, waitMinutes: 0 }, at), {
      aggregate: 'subscription',
      id: 'subscription-1',
      command: { type: 'RetrySubscriptionPayment', at },
    });
  });

  it('follow a quote for as long as it can be accepted', () => {
    const quoteExpiry = { aggregate: 'quote', id: 'quote-1', kind: 'quote_expiry' } as const;
    const common = { salesQuoteId: 'quote-1', at };
    const acceptance = { ...common, acceptance: 1, revision: 1, purchaseOrderNumber: null };
    const [drafted] = after([], draft);
    const [, , revised] = after([], draft, revise(draft.at));
    assert.ok(drafted?.type === 'SalesQuoteDrafted' && revised?.type === 'SalesQuoteRevised');
    const opening: readonly DeadlineEvent[] = [
      drafted,
      revised,
      { type: 'SalesQuoteOrderRefused', data: { ...common, acceptance: 1, refusal: noStock, validUntil } },
    ];
    const ending: readonly DeadlineEvent[] = [
      { type: 'SalesQuoteDeclined', data: { ...common, revision: 1, declinedBy: 'm', reason: 'no' } },
      { type: 'SalesQuoteAccepted', data: { ...acceptance, orderId: 'o', acceptedBy: 'c7' } },
      { type: 'SalesQuoteOrdered', data: { ...common, orderId: 'o', orderNumber: 'ORD-2026-000001' } },
      { type: 'SalesQuoteRejected', data: { ...common, reason: 'no', rejectedBy: 'c7' } },
      { type: 'SalesQuoteWithdrawn', data: { ...common, reason: 'no', withdrawnBy: 'olga' } },
      { type: 'SalesQuoteExpired', data: { ...common, validUntil } },
    ];
    for (const event of opening) assert.deepEqual(changes(event), set(quoteExpiry, validUntil), event.type);
    for (const event of ending) assert.deepEqual(changes(event), cleared(quoteExpiry), event.type);
    const command = { type: 'ExpireSalesQuote', at };
    assert.deepEqual(dueCommand({ ...quoteExpiry, waitMinutes: 0 }, at), {
      aggregate: 'quote',
      id: 'quote-1',
      command,
    });
  });

  it('give a command each when they are due, judged by how long they were to wait', () => {
    const toOrder = (command: object) => ({ aggregate: 'order', id: 'order-1', command });
    const toCart = (command: object) => ({ aggregate: 'cart', id: 'cart-1', command });
    const command = (deadline: Deadline, waitMinutes = 0) => dueCommand({ ...deadline, waitMinutes }, at);
    assert.deepEqual(command(reservationExpiry), toOrder({ type: 'ExpireReservation', at }));
    assert.deepEqual(command(paymentTimeout, 90), toOrder({ type: 'TimeOutPayments', timeoutMinutes: 90, at }));
    assert.deepEqual(command(returnWindow), toOrder({ type: 'CloseReturnWindow', at }));
    assert.deepEqual(command(abandonment, 1440), toCart({ type: 'AbandonCart', idleHours: 24, at }));
    assert.deepEqual(command(cartExpiry), toCart({ type: 'ExpireCart', at }));
    assert.deepEqual(command(subscriptionOrder), {
      aggregate: 'subscription',
      id: 'subscription-1',
      command: { type: 'PlaceNextOrder', at },
    });
  });
});
