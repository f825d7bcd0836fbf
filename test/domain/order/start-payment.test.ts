import assert from 'node:assert/strict';
import {
  after,
  authorized,
  cancelled,
  cash,
  confirmed,
  event,
  failed,
  given,
  pay,
  paymentFailed,
  paymentPending,
  placed,
  stateOf,
  statusOf,
} from './orders.ts';

const started = (paymentId: string, amount: number, settlement: 'gateway' | 'immediate' | 'terms', method: string) =>
  event('PaymentStarted', 'payment_pending', { paymentId, method, settlement, amount, reference: null });

const onTerms = pay({ method: 'credit_terms', settlement: 'terms' });

describe('starting a payment', () => {
  it('waits for the gateway', () => {
    given(placed)
      .when(pay({ reference: 'pi_1' }))
      .then([
        event('PaymentStarted', 'payment_pending', {
          paymentId: 'o1.P1',
          method: 'card',
          settlement: 'gateway',
          amount: 3500,
          reference: 'pi_1',
        }),
      ]);
  });

  it('takes immediate tenders at once', () => {
    given(placed)
      .when(cash())
      .then([
        started('o1.P1', 3500, 'immediate', 'cash'),
        event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P1', amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
  });

  it('takes terms as a promise', () => {
    given(placed)
      .when(onTerms)
      .then([
        started('o1.P1', 3500, 'terms', 'credit_terms'),
        event('PaymentAuthorized', 'payment_pending', { paymentId: 'o1.P1', amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
  });

  it('keeps what is known of it', () => {
    const state = stateOf(after(placed, pay({ amount: 1000, reference: 'pi_1' }), authorized('o1.P1', 900)));
    assert.deepEqual(state.payments, [
      {
        paymentId: 'o1.P1',
        method: 'card',
        settlement: 'gateway',
        amount: 1000,
        reference: 'pi_1',
        capture: 'now',
        gatewayPaymentId: null,
        status: 'authorized',
        authorized: 900,
        captured: 0,
        refundRequested: 0,
        refunded: 0,
        dueAt: null,
        startedAt: state.placedAt,
        paidAt: null,
      },
    ]);
  });

  it('splits over tenders until nothing is due', () => {
    const half = after(placed, cash({ amount: 1500 }));
    assert.equal(statusOf(half), 'payment_pending');
    given(half)
      .when(cash({ paymentId: 'o1.P2', amount: 2000 }))
      .then([
        started('o1.P2', 2000, 'immediate', 'cash'),
        event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P2', amount: 2000 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
  });

  it('asks for no more than is due beside what is captured, promised and under way', () => {
    const promised = pay({ paymentId: 'o1.P2', method: 'credit_terms', settlement: 'terms', amount: 500 });
    const history = after(placed, cash({ amount: 1000 }), promised, pay({ paymentId: 'o1.P3', amount: 700 }));
    const details = { amount: '13.01', due: '13.00' };
    given(history)
      .when(pay({ paymentId: 'o1.P4', amount: 1301 }))
      .then({ kind: 'rule', code: 'amount_exceeds_due', details });
    given(history)
      .when(pay({ paymentId: 'o1.P4', amount: 1300 }))
      .then([started('o1.P4', 1300, 'gateway', 'card')]);
  });

  it('counts a promise by what was promised, a failure not at all', () => {
    const history = after(
      placed,
      pay({ amount: 1000 }),
      authorized('o1.P1', 800),
      pay({ paymentId: 'o1.P2', amount: 2700 }),
    );
    assert.equal(statusOf(after(history, failed('o1.P2'), cash({ paymentId: 'o1.P3', amount: 2700 }))), 'confirmed');
  });

  for (const amount of [0, -1, 0.5, Number.NaN]) {
    it(`refuses the amount ${amount}`, () => {
      given(placed).when(pay({ amount })).then({ kind: 'rule', code: 'invalid_amount', details: { amount } });
    });
  }

  it('is done once per payment id, whatever became of it', () => {
    for (const history of [paymentPending, paymentFailed, confirmed, cancelled]) given(history).when(pay()).then([]);
  });
});
