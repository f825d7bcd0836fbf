import assert from 'node:assert/strict';
import {
  after,
  assign,
  at,
  cancelled,
  cash,
  confirmed,
  delivered,
  event,
  expire,
  expiry,
  given,
  notReserved,
  paymentFailed,
  paymentPending,
  place,
  placed,
  processing,
  reserved,
  stateOf,
} from './orders.ts';

const orderCancelled = (reason: string, cancelledBy: string, reservationId: string | null, approvedBy: string | null) =>
  event('OrderCancelled', 'cancelled', { reason, cancelledBy, approvedBy, reservationId });

const givenBack = (refundId: string, paymentId: string, amount: number) =>
  event('RefundRequested', 'cancelled', {
    refundId,
    paymentId,
    amount,
    method: 'original_payment',
    cause: 'cancellation',
    returnId: null,
  });

describe('a reservation that fails', () => {
  const shortfalls = [{ variantId: 'variant-L1', available: 1000 }];

  it('cancels the order', () => {
    const history = given(placed)
      .when(notReserved)
      .then([
        event('StockReservationFailed', 'pending', { shortfalls }),
        orderCancelled('stock_unavailable', 'process:orders', null, null),
      ]);
    given(history).when(notReserved).then([]);
  });

  it('gives paid money back', () => {
    given(after(placed, cash()))
      .when(notReserved)
      .then([
        event('StockReservationFailed', 'confirmed', { shortfalls }),
        orderCancelled('stock_unavailable', 'process:orders', null, null),
        givenBack('o1.cancellation', 'o1.P1', 3500),
        event('RefundSucceeded', 'cancelled', {
          refundId: 'o1.cancellation',
          paymentId: 'o1.P1',
          amount: 3500,
          returnId: null,
        }),
      ]);
  });

  it('changes nothing once the goods are reserved', () => {
    given(after(placed, reserved)).when(notReserved).then([]);
  });

  it('is refused once the warehouse is at work', () => {
    const history = after(placed, cash(), assign({ warehouseId: 'main', lines: null }));
    given(history).when(notReserved).then({ kind: 'wrong_state', code: 'invalid_transition' });
  });
});

describe('a reservation that runs out', () => {
  it('cancels an order that is not paid', () => {
    const expected = {
      reason: 'reservation_expired',
      cancelledBy: 'process:orders',
      approvedBy: null,
      reservationId: 'reservation-1',
      orderId: 'o1',
      status: 'cancelled',
      at: expiry,
    } as const;
    given(after(placed, reserved))
      .when(expire())
      .then([{ type: 'OrderCancelled', data: expected }]);
    assert.equal(stateOf(after(paymentPending, expire())).status, 'cancelled');
    assert.equal(stateOf(after(paymentFailed, expire())).status, 'cancelled');
  });

  it('leaves an order alone that is paid, dead or still in time', () => {
    for (const history of [confirmed, processing, delivered, cancelled]) given(history).when(expire()).then([]);
    given(placed).when(expire('2026-03-01T12:14:59.999Z')).then([]);
  });

  it('leaves an order alone that reserved nothing', () => {
    given(after([], { ...place, reservationExpiresAt: null }))
      .when(expire('2030-01-01T00:00:00.000Z'))
      .then([]);
  });

  it('gives half a payment back', () => {
    const half = after(placed, cash({ amount: 1000, at }));
    assert.deepEqual(
      given(half)
        .when(expire())
        .events()
        .map(({ type }) => type),
      ['OrderCancelled', 'RefundRequested', 'RefundSucceeded'],
    );
  });
});
