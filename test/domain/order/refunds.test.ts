import assert from 'node:assert/strict';
import {
  after,
  askReturn,
  cancel,
  captured,
  cash,
  confirmed,
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

const requested = (change: Partial<Parameters<typeof event<'RefundRequested'>>[2]> = {}) =>
  event('RefundRequested', 'confirmed', {
    refundId: 'R',
    paymentId: 'o1.P1',
    amount: 100,
    method: 'original_payment',
    cause: 'goodwill',
    returnId: null,
    ...change,
  });

const succeeded = (refundId: string, amount: number, paymentId = 'o1.P1') =>
  event('RefundSucceeded', 'confirmed', { refundId, paymentId, amount, returnId: null });

/** Cash 10.00, card 20.00, terms 5.00, all of it captured. */
const threeTenders = after(
  placed,
  cash({ amount: 1000 }),
  pay({ paymentId: 'o1.P2', amount: 2000 }),
  captured('o1.P2', 2000),
  pay({ paymentId: 'o1.P3', amount: 500, settlement: 'terms' }),
  captured('o1.P3', 500),
);

describe('refunding an amount', () => {
  it('asks the gateway', () => {
    const history = given(confirmed).when(refund()).then([requested()]);
    const state = stateOf(history);
    assert.deepEqual([state.payments[0]?.refundRequested, state.payments[0]?.refunded], [100, 0]);
    assert.deepEqual(state.refunds, [
      {
        refundId: 'R',
        paymentId: 'o1.P1',
        amount: 100,
        method: 'original_payment',
        cause: 'goodwill',
        returnId: null,
        status: 'requested',
      },
    ]);
  });

  for (const method of ['store_credit', 'cash'] as const) {
    it(`by ${method} has no gateway to wait for`, () => {
      given(confirmed)
        .when(refund({ method }))
        .then([requested({ method }), succeeded('R', 100)]);
    });
  }

  it('of an immediate tender has succeeded at once', () => {
    const history = given(after(placed, cash()))
      .when(refund())
      .then([requested(), succeeded('R', 100)]);
    const state = stateOf(history);
    assert.deepEqual([state.payments[0]?.refundRequested, state.payments[0]?.refunded], [100, 100]);
  });

  it('is split by what each payment can still refund, to the cent', () => {
    given(threeTenders)
      .when(refund({ amount: 1001 }))
      .then([
        requested({ amount: 286 }),
        succeeded('R', 286),
        requested({ refundId: 'R.2', paymentId: 'o1.P2', amount: 572 }),
        requested({ refundId: 'R.3', paymentId: 'o1.P3', amount: 143 }),
        succeeded('R.3', 143, 'o1.P3'),
      ]);
  });

  it('leaves out payments that have nothing to give', () => {
    const drained = after(threeTenders, refund({ refundId: 'A', amount: 3500 }), refundFailed('A.2'));
    given(drained)
      .when(refund({ amount: 2000 }))
      .then([requested({ paymentId: 'o1.P2', amount: 2000 })]);
    given(threeTenders)
      .when(refund({ amount: 1 }))
      .then([requested({ paymentId: 'o1.P2', amount: 1 })]);
  });

  it('is at most what was captured and is not refunded or being refunded', () => {
    const history = after(confirmed, refund({ refundId: 'A', amount: 3000 }));
    given(history)
      .when(refund({ amount: 501 }))
      .then({ kind: 'rule', code: 'refund_exceeds_captured', details: { amount: 501, refundable: 500 } });
    given(history)
      .when(refund({ amount: 500 }))
      .then([requested({ amount: 500 })]);
  });

  for (const amount of [0, -1, 0.5, null]) {
    it(`refuses the amount ${String(amount)}`, () => {
      given(confirmed)
        .when(refund({ amount }))
        .then({ kind: 'rule', code: 'invalid_amount', details: { amount: amount ?? 0 } });
    });
  }

  it('is done once per refund id', () => {
    const history = after(confirmed, refund());
    given(history).when(refund()).then([]);
    given(after(history, refundFailed())).when(refund()).then([]);
  });

  it('can be tried again on a cancelled order whose refund failed', () => {
    const history = after(
      confirmed,
      cancel(),
      refundFailed('o1.cancellation'),
      refund({ amount: 3500, cause: 'cancellation' }),
    );
    assert.equal(statusOf(history), 'cancelled');
  });
});

describe('the outcome of a refund', () => {
  const asked = after(confirmed, refund());

  it('is recorded once', () => {
    const done = given(asked)
      .when(refundSucceeded())
      .then([succeeded('R', 100)]);
    given(done).when(refundSucceeded()).then([]);
    given(done).when(refundFailed()).then([]);
    assert.equal(stateOf(done).payments[0]?.refunded, 100);
  });

  it('frees the amount when it failed', () => {
    const failed = given(asked)
      .when(refundFailed())
      .then([event('RefundFailed', 'confirmed', { refundId: 'R', paymentId: 'o1.P1', reason: 'card closed' })]);
    given(failed).when(refundFailed()).then([]);
    assert.deepEqual(stateOf(failed).payments[0]?.refundRequested, 0);
    assert.equal(stateOf(after(asked, refund({ refundId: 'B' }), refundFailed('B'))).refunds[0]?.status, 'requested');
  });

  it('counts when it succeeds after all', () => {
    const history = given(after(asked, refund({ refundId: 'B', amount: 7 }), refundFailed()))
      .when(refundSucceeded())
      .then([succeeded('R', 100)]);
    const state = stateOf(history);
    assert.deepEqual([state.payments[0]?.refundRequested, state.payments[0]?.refunded], [107, 100]);
    assert.equal(state.refunds[0]?.status, 'succeeded');
  });

  it('is refused when the failed refund was replaced: the money left twice', () => {
    const replaced = after(confirmed, refund({ amount: 3500 }), refundFailed(), refund({ refundId: 'B', amount: 1 }));
    given(replaced)
      .when(refundSucceeded())
      .then({ kind: 'rule', code: 'refund_exceeds_captured', details: { amount: 3500, refundable: 3499 } });
    const exactly = after(confirmed, refund({ amount: 3499 }), refundFailed(), refund({ refundId: 'B', amount: 1 }));
    given(exactly)
      .when(refundSucceeded())
      .then([succeeded('R', 3499)]);
  });

  it('counts although nothing else is refundable, if it did not fail', () => {
    given(after(confirmed, refund({ amount: 3500 })))
      .when(refundSucceeded())
      .then([succeeded('R', 3500)]);
  });

  it('looks at its own payment only', () => {
    const history = after(
      placed,
      pay({ amount: 1750 }),
      captured('o1.P1', 1750),
      pay({ paymentId: 'o1.P2', amount: 1750 }),
      captured('o1.P2', 1750),
      refund({ amount: 3500 }),
      refundFailed('R'),
      refundFailed('R.2'),
      refund({ refundId: 'B', amount: 100 }),
    );
    given(history)
      .when(refundSucceeded())
      .then({ kind: 'rule', code: 'refund_exceeds_captured', details: { amount: 1750, refundable: 1700 } });
  });

  it('needs a refund', () => {
    for (const command of [refundSucceeded('X'), refundFailed('X')]) {
      given(asked)
        .when(command)
        .then({ kind: 'not_found', code: 'unknown_refund', details: { id: 'X' } });
    }
  });
});

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
