import assert from 'node:assert/strict';
import {
  after,
  askReturn,
  captured,
  delivered,
  event,
  fulfil,
  given,
  l1,
  pay,
  placed,
  refund,
  refundFailed,
  refundReturn,
  refundSucceeded,
  returnReceived,
  returnRequested,
  returned,
  stateOf,
  statusOf,
} from './orders.ts';

describe('refunding a return', () => {
  const half = after(delivered, askReturn([l1(1000)]), returnReceived([l1(1000)]));
  const back = (change: Partial<Parameters<typeof event<'RefundRequested'>>[2]> = {}) =>
    event('RefundRequested', 'delivered', {
      refundId: 'RR',
      paymentId: 'o1.P1',
      amount: 1000,
      method: 'original_payment',
      cause: 'return',
      returnId: 'r1',
      ...change,
    });

  it('pays its amount, then closes it', () => {
    const history = given(half).when(refundReturn()).then([back()]);
    const closed = given(history)
      .when(refundSucceeded('RR'))
      .then([
        event('RefundSucceeded', 'delivered', { refundId: 'RR', paymentId: 'o1.P1', amount: 1000, returnId: 'r1' }),
        event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'RR', amount: 1000 }),
      ]);
    given(closed).when(refundReturn('again')).then([]);
  });

  it('of the whole order ends it as refunded', () => {
    given(returned)
      .when({ ...refundReturn(), method: 'store_credit' })
      .then([
        event('RefundRequested', 'returned', {
          refundId: 'RR',
          paymentId: 'o1.P1',
          amount: 3000,
          method: 'store_credit',
          cause: 'return',
          returnId: 'r1',
          credit: { creditAccountId: 'GBP.customer.customer-1', customerId: 'customer-1', currency: 'GBP' },
        }),
        event('RefundSucceeded', 'returned', { refundId: 'RR', paymentId: 'o1.P1', amount: 3000, returnId: 'r1' }),
        event('OrderReturnRefunded', 'refunded', { returnId: 'r1', refundId: 'RR', amount: 3000 }),
      ]);
  });

  it('ends the order only when no other return waits for its money', () => {
    const rest = [l1(1000), { lineId: 'L2', quantity: 3000 }];
    const both = after(half, askReturn(rest, { returnId: 'r2' }), returnReceived(rest, 'r2'));
    assert.equal(statusOf(both), 'returned');
    const first = after(both, refundReturn('R2', 'r2'), refundSucceeded('R2'));
    assert.equal(statusOf(first), 'returned');
    assert.equal(statusOf(after(first, refundReturn(), refundSucceeded('RR'))), 'refunded');
  });

  it('is not asked twice while it is under way', () => {
    given(after(half, refundReturn())).when(refundReturn('again')).then({ kind: 'rule', code: 'nothing_to_refund' });
  });

  it('that failed is asked for again', () => {
    const failed = after(half, refundReturn(), refundFailed('RR'));
    assert.equal(stateOf(failed).returns[0]?.status, 'received');
    given(failed)
      .when(refundReturn('again'))
      .then([back({ refundId: 'again' })]);
    const [, closed] = after(failed, refundReturn('again'), refundSucceeded('again')).slice(failed.length + 1);
    assert.deepEqual(
      closed,
      event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'RR', amount: 1000 }),
    );
  });

  it('waits for all of its parts', () => {
    const received = after(
      placed,
      pay({ amount: 1750 }),
      captured('o1.P1', 1750),
      pay({ paymentId: 'o1.P2', amount: 1750 }),
      captured('o1.P2', 1750),
      ...fulfil,
      askReturn([l1(1000)]),
      returnReceived([l1(1000)]),
    );
    const asked = given(received)
      .when(refundReturn())
      .then([back({ amount: 500 }), back({ refundId: 'RR.2', paymentId: 'o1.P2', amount: 500 })]);
    const one = after(asked, refundSucceeded('RR'));
    assert.equal(stateOf(one).returns[0]?.status, 'received');
    given(one)
      .when(refundSucceeded('RR.2'))
      .then([
        event('RefundSucceeded', 'delivered', { refundId: 'RR.2', paymentId: 'o1.P2', amount: 500, returnId: 'r1' }),
        event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'RR', amount: 1000 }),
      ]);
    const other = after(asked, refundFailed('RR.2'), refundSucceeded('RR'));
    assert.equal(stateOf(other).returns[0]?.status, 'received');
    const rest = after(other, refundReturn('more')).slice(other.length);
    assert.deepEqual(
      rest.map(({ type, data }) => [type, 'amount' in data && data.amount]),
      [
        ['RefundRequested', 208],
        ['RefundRequested', 292],
      ],
    );
  });

  it('pays what goodwill left', () => {
    const kind = after(half, refund({ amount: 3200 }));
    given(kind)
      .when(refundReturn())
      .then([back({ amount: 300 })]);
    const closed = after(kind, refundReturn(), refundSucceeded('RR'));
    assert.deepEqual(
      closed.at(-1),
      event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'RR', amount: 300 }),
    );
    given(after(kind, refundReturn())).when(refundReturn('again')).then({ kind: 'rule', code: 'nothing_to_refund' });
  });

  it('ends although nothing is left to pay', () => {
    given(after(half, refund({ amount: 3500 })))
      .when(refundReturn())
      .then([event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'RR', amount: 0 })]);
  });

  it('waits until the return is received', () => {
    given(returnRequested)
      .when(refundReturn())
      .then({ kind: 'wrong_state', code: 'return_not_received', details: { status: 'requested' } });
    given(delivered)
      .when(refundReturn())
      .then({ kind: 'not_found', code: 'unknown_return', details: { id: 'r1' } });
  });
});
