import assert from 'node:assert/strict';
import type { PlaceOrder } from '../../../domain/order/commands.ts';
import {
  after,
  at,
  cancelled,
  captured,
  confirmed,
  delivered,
  event,
  expiry,
  given,
  pay,
  place,
  placed,
  quote,
  reserved,
  stateOf,
} from './orders.ts';

const free: PlaceOrder = {
  ...place,
  limits: { ...place.limits, minimumAmount: 0 },
  quote: {
    ...quote,
    lines: quote.lines.map((line) => ({ ...line, discount: line.subtotal, total: 0 })),
    discounts: [{ code: 'GIFT', kind: 'percentage', amount: 3500 }],
    shipping: null,
    totals: { subtotal: 3500, discount: 3500, shipping: 0, tax: 0, total: 0 },
  },
};

const placedFacts = (command: PlaceOrder) => ({
  orderNumber: 'ORD-2026-000042',
  orderType: 'online' as const,
  cartId: 'cart-1',
  customerId: 'customer-1',
  quote: command.quote,
  paymentMethod: 'card',
  terms: { paymentRetryAttempts: 3, returnWindowDays: 30 },
  reservationExpiresAt: expiry,
  externalReference: 'PO-7',
  personal: { name: 'Ada', email: 'ada@example.com' },
});

describe('placing an order', () => {
  it('makes a pending order of everything that the command says', () => {
    given([])
      .when(place)
      .then([event('OrderPlaced', 'pending', placedFacts(place))]);
  });

  it('keeps the customer’s own number and the offer that it comes from, where there are any', () => {
    const origin = { purchaseOrderNumber: 'PO-9', salesQuoteId: 'quote-1' };
    const history = given([])
      .when({ ...place, ...origin })
      .then([event('OrderPlaced', 'pending', { ...placedFacts(place), ...origin })]);
    const { purchaseOrderNumber, salesQuoteId } = stateOf(history);
    assert.deepEqual({ purchaseOrderNumber, salesQuoteId }, origin);
    given(history)
      .when({ ...place, ...origin, purchaseOrderNumber: 'PO-10' })
      .then([]);
  });

  it('starts every axis of the order from nothing', () => {
    const { lines, totals, discounts, shipping, currency, taxMode } = quote;
    const untouched = { cancelled: 0, assigned: 0, picked: 0, packed: 0, inShipment: 0, shipped: 0, delivered: 0 };
    assert.deepEqual(stateOf(placed), {
      exists: true,
      orderId: 'o1',
      orderNumber: 'ORD-2026-000042',
      orderType: 'online',
      status: 'pending',
      cartId: 'cart-1',
      customerId: 'customer-1',
      currency,
      taxMode,
      totals,
      discounts,
      shipping,
      paymentMethod: 'card',
      terms: { paymentRetryAttempts: 3, returnWindowDays: 30 },
      externalReference: 'PO-7',
      purchaseOrderNumber: null,
      salesQuoteId: null,
      exchangeOf: null,
      placedAt: at,
      reservationId: null,
      reservationExpiresAt: expiry,
      confirmedAt: null,
      cancelledAt: null,
      deliveredAt: null,
      returnWindowClosedAt: null,
      billingCountry: null,
      shippingCountry: null,
      lines: lines.map((line) => ({ ...line, ...untouched, returning: 0, returned: 0 })),
      payments: [],
      refunds: [],
      tasks: [],
      shipments: [],
      returns: [],
    });
  });

  it('confirms at once when there is nothing to pay', () => {
    given([])
      .when(free)
      .then([
        event('OrderPlaced', 'pending', placedFacts(free)),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
  });

  it('is done once: the same order again changes nothing, in any status', () => {
    for (const history of [placed, confirmed, delivered, cancelled]) given(history).when(place).then([]);
  });

  it('knows the same order by who ordered what, not by number or price', () => {
    const repriced = { ...quote, lines: quote.lines.map((line) => ({ ...line, unitPrice: 1 })) };
    given(placed)
      .when({ ...place, orderNumber: 'ORD-2026-000043', quote: repriced })
      .then([]);
  });

  const others: readonly Partial<PlaceOrder>[] = [
    { cartId: 'cart-2' },
    { customerId: null },
    { externalReference: null },
    { salesQuoteId: 'quote-1' },
    { quote: { ...quote, lines: quote.lines.slice(0, 1) } },
    { quote: { ...quote, lines: quote.lines.map((line) => ({ ...line, variantId: 'other' })) } },
    { quote: { ...quote, lines: quote.lines.map((line) => ({ ...line, quantity: 1 })) } },
    { quote: { ...quote, lines: quote.lines.map((line, index) => (index === 0 ? line : { ...line, quantity: 1 })) } },
  ];
  for (const other of others) {
    it(`refuses another order under the same id: ${JSON.stringify(other).slice(0, 60)}`, () => {
      const details = { order_number: 'ORD-2026-000042' };
      given(placed)
        .when({ ...place, ...other })
        .then({ kind: 'wrong_state', code: 'order_exists', details });
    });
  }

  it('keeps the rules of every order', () => {
    const details = { lines: 2, maximum: 1 };
    given([])
      .when({ ...place, limits: { ...place.limits, maximumLines: 1 } })
      .then({ kind: 'rule', code: 'max_items_exceeded', details });
  });
});

describe('a stock reservation', () => {
  it('is recorded once', () => {
    const history = given(placed)
      .when(reserved)
      .then([event('StockReserved', 'pending', { reservationId: 'reservation-1' })]);
    given(history).when(reserved).then([]);
    given(history)
      .when({ ...reserved, reservationId: 'reservation-2' })
      .then([]);
  });

  it('is named when the order confirms, so that it can be made lasting', () => {
    given(after(placed, reserved, pay()))
      .when(captured())
      .then([
        event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P1', amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: 'reservation-1' }),
      ]);
  });

  it('that comes after the order died is recorded, so that it can be released', () => {
    const dead = after(placed, { type: 'CancelOrder', reason: 'x', cancelledBy: 'y', approvedBy: null, at });
    given(dead)
      .when(reserved)
      .then([event('StockReserved', 'cancelled', { reservationId: 'reservation-1' })]);
  });
});
