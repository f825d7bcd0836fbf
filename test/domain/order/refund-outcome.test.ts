import assert from 'node:assert/strict';
import {
  after,
  captured,
  confirmed,
  event,
  given,
  pay,
  placed,
  refund,
  refundFailed,
  refundSucceeded,
  stateOf,
} from './orders.ts';

const succeeded = (refundId: string, amount: number, paymentId = 'o1.P1') =>
  event('RefundSucceeded', 'confirmed', { refundId, paymentId, amount, returnId: null });

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
      .then({ kind: 'rule', code: 'refund_exceeds_captured', details: { amount: '35.00', refundable: '34.99' } });
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
      .then({ kind: 'rule', code: 'refund_exceeds_captured', details: { amount: '17.50', refundable: '17.00' } });
  });

  it('needs a refund', () => {
    for (const command of [refundSucceeded('X'), refundFailed('X')]) {
      given(asked)
        .when(command)
        .then({ kind: 'not_found', code: 'unknown_refund', details: { id: 'X' } });
    }
  });
});
