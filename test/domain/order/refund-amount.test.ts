import assert from 'node:assert/strict';
import {
  after,
  cancel,
  captured,
  cash,
  confirmed,
  event,
  given,
  pay,
  place,
  placed,
  refund,
  refundFailed,
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

  it('in cash has no gateway to wait for', () => {
    given(confirmed)
      .when(refund({ method: 'cash' }))
      .then([requested({ method: 'cash' }), succeeded('R', 100)]);
  });

  it('in store credit goes to the customer’s account in the currency, or to the guest’s order’s own', () => {
    const asCredit = (creditAccountId: string, customerId: string | null) =>
      requested({ method: 'store_credit', credit: { creditAccountId, customerId, currency: 'GBP' } });
    given(confirmed)
      .when(refund({ method: 'store_credit' }))
      .then([asCredit('GBP.customer.customer-1', 'customer-1'), succeeded('R', 100)]);
    given(after([], { ...place, customerId: null }, cash()))
      .when(refund({ method: 'store_credit' }))
      .then([asCredit('GBP.order.o1', null), succeeded('R', 100)]);
  });

  it('is never paid in goods', () => {
    given(confirmed)
      .when(refund({ method: 'exchange' }))
      .then({ kind: 'rule', code: 'no_exchange_agreed' });
  });

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
      .then({ kind: 'rule', code: 'refund_exceeds_captured', details: { amount: '5.01', refundable: '5.00' } });
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
