import assert from 'node:assert/strict';
import {
  after,
  assign,
  at,
  cancel,
  cancelTask,
  cancelled,
  captured,
  cash,
  confirmed,
  delivered,
  dispatch,
  event,
  expire,
  expiry,
  given,
  l1,
  notReserved,
  pack,
  pay,
  paymentFailed,
  paymentPending,
  pick,
  place,
  placed,
  processing,
  refund,
  reserved,
  ship,
  stateOf,
} from './orders.ts';

const orderCancelled = (reason: string, cancelledBy: string, reservationId: string | null, approvedBy: string | null) =>
  event('OrderCancelled', 'cancelled', { reason, cancelledBy, approvedBy, reservationId });

const byCustomer = (reservationId: string | null, approvedBy: string | null = null) =>
  orderCancelled('changed my mind', 'customer-1', reservationId, approvedBy);

const givenBack = (refundId: string, paymentId: string, amount: number) =>
  event('RefundRequested', 'cancelled', {
    refundId,
    paymentId,
    amount,
    method: 'original_payment',
    cause: 'cancellation',
    returnId: null,
  });

describe('cancelling an order', () => {
  it('ends it before it is paid', () => {
    given(placed)
      .when(cancel())
      .then([byCustomer(null)]);
    given(after(placed, reserved))
      .when(cancel())
      .then([byCustomer('reservation-1')]);
    given(paymentFailed)
      .when(cancel())
      .then([byCustomer(null)]);
  });

  it('gives up a payment that is under way', () => {
    given(paymentPending)
      .when(cancel())
      .then([byCustomer(null), event('PaymentVoidRequested', 'cancelled', { paymentId: 'o1.P1' })]);
  });

  it('gives up a promise of our own at once', () => {
    given(after(placed, pay({ settlement: 'terms', method: 'credit_terms' })))
      .when(cancel())
      .then([byCustomer(null), event('PaymentVoided', 'cancelled', { paymentId: 'o1.P1' })]);
  });

  it('gives every tender its money back', () => {
    const split = after(
      placed,
      cash({ amount: 1000 }),
      pay({ paymentId: 'o1.P2', amount: 2000 }),
      captured('o1.P2', 1500),
      pay({ paymentId: 'o1.P3', amount: 500 }),
    );
    given(split)
      .when(cancel())
      .then([
        byCustomer(null),
        givenBack('o1.cancellation', 'o1.P1', 1000),
        event('RefundSucceeded', 'cancelled', {
          refundId: 'o1.cancellation',
          paymentId: 'o1.P1',
          amount: 1000,
          returnId: null,
        }),
        givenBack('o1.cancellation.2', 'o1.P2', 1500),
        event('PaymentVoidRequested', 'cancelled', { paymentId: 'o1.P2' }),
        event('PaymentVoidRequested', 'cancelled', { paymentId: 'o1.P3' }),
      ]);
  });

  it('gives back what goodwill left', () => {
    given(after(confirmed, refund({ amount: 500 })))
      .when(cancel())
      .then([byCustomer('reservation-1'), givenBack('o1.cancellation', 'o1.P1', 3000)]);
  });

  it('is done once', () => {
    given(cancelled).when(cancel()).then([]);
    given(after(placed, expire())).when(cancel()).then([]);
  });

  it('records when it died', () => {
    assert.equal(stateOf(after(placed, cancel({ at: expiry }))).cancelledAt, expiry);
  });

  it('asks for approval once the warehouse is at work, and calls the work off', () => {
    given(processing).when(cancel()).then({ kind: 'rule', code: 'approval_required' });
    given(processing)
      .when(cancel({ approvedBy: 'manager-1' }))
      .then([
        byCustomer('reservation-1', 'manager-1'),
        givenBack('o1.cancellation', 'o1.P1', 3500),
        event('FulfillmentTaskCancelled', 'cancelled', { taskId: 'o1.F1', reason: 'changed my mind' }),
      ]);
  });

  it('calls off open tasks only', () => {
    const tasks = after(
      confirmed,
      assign({ warehouseId: 'main', lines: [l1(1000)] }, { warehouseId: 'north', lines: [l1(1000)] }),
      cancelTask('o1.F1'),
      pick([l1(500)], 'o1.F2'),
    );
    const events = given(tasks)
      .when(cancel({ approvedBy: 'manager-1' }))
      .events();
    assert.deepEqual(events.slice(2), [
      event('FulfillmentTaskCancelled', 'cancelled', { taskId: 'o1.F2', reason: 'changed my mind' }),
    ]);
  });

  it('notes no approval where none is needed', () => {
    given(placed)
      .when(cancel({ approvedBy: 'manager-1' }))
      .then([byCustomer(null)]);
  });

  it('is too late once everything is picked', () => {
    given(after(processing, pick()))
      .when(cancel({ approvedBy: 'manager-1' }))
      .then({ kind: 'wrong_state', code: 'picking_complete' });
  });

  it('is too late once anything is dispatched', () => {
    given(after(processing, pick([l1(1000)]), pack(), ship(), dispatch()))
      .when(cancel({ approvedBy: 'manager-1' }))
      .then({ kind: 'wrong_state', code: 'already_dispatched' });
  });

  it('is still in time while one line is not picked', () => {
    const events = given(after(processing, pick([l1(2000)])))
      .when(cancel({ approvedBy: 'manager-1' }))
      .events();
    assert.equal(events[0]?.type, 'OrderCancelled');
  });

  it('is still in time while a shipment waits', () => {
    const events = given(after(processing, pick([l1(1000)]), pack(), ship()))
      .when(cancel({ approvedBy: 'manager-1' }))
      .events();
    assert.equal(events[0]?.type, 'OrderCancelled');
  });
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
