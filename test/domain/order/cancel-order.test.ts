import assert from 'node:assert/strict';
import {
  after,
  assign,
  cancel,
  cancelTask,
  cancelled,
  captured,
  cash,
  confirmed,
  dispatch,
  event,
  expire,
  expiry,
  given,
  l1,
  pack,
  pay,
  paymentFailed,
  paymentPending,
  pick,
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
