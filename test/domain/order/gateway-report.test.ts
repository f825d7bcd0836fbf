import assert from 'node:assert/strict';
import {
  after,
  at,
  authorized,
  cancel,
  captured,
  cash,
  cancelled,
  confirmed,
  event,
  failed,
  given,
  pay,
  paymentFailed,
  paymentPending,
  placed,
  stateOf,
  submitted,
  timeOut,
  voided,
} from './orders.ts';

const later = '2026-03-01T12:30:00.000Z';

const learned = (status: 'payment_pending' | 'payment_failed' | 'cancelled', gatewayPaymentId = 'pi_1') =>
  event('PaymentSubmitted', status, { paymentId: 'o1.P1', gatewayPaymentId });

describe('the gateway’s id of a payment', () => {
  it('is learned once', () => {
    const history = given(paymentPending)
      .when(submitted())
      .then([learned('payment_pending')]);
    assert.equal(stateOf(history).payments[0]?.gatewayPaymentId, 'pi_1');
    given(history).when(submitted('o1.P1', 'pi_2')).then([]);
  });

  it('is learned from whatever is reported first', () => {
    const told = { gatewayPaymentId: 'pi_1' };
    const paymentId = 'o1.P1';
    given(paymentPending)
      .when({ ...authorized(), ...told })
      .then([
        learned('payment_pending'),
        event('PaymentAuthorized', 'payment_pending', { paymentId, amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
    given(paymentPending)
      .when({ ...captured(), ...told })
      .then([
        learned('payment_pending'),
        event('PaymentCaptured', 'payment_pending', { paymentId, amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
    given(paymentPending)
      .when({ ...failed(), ...told })
      .then([learned('payment_pending'), event('PaymentFailed', 'payment_failed', { paymentId, reason: 'declined' })]);
    given(paymentPending)
      .when({ ...voided(), ...told })
      .then([learned('payment_pending'), event('PaymentVoided', 'payment_failed', { paymentId })]);
  });

  it('is learned from old news, too: what is given up must be given up there', () => {
    const abandoned = after(paymentPending, cancel());
    for (const news of [authorized(), failed()]) {
      given(abandoned)
        .when({ ...news, gatewayPaymentId: 'pi_1' })
        .then([learned('cancelled')]);
    }
    given(paymentFailed)
      .when({ ...failed(), gatewayPaymentId: 'pi_1' })
      .then([learned('payment_failed')]);
    given(after(abandoned, submitted()))
      .when({ ...authorized(), gatewayPaymentId: 'pi_1' })
      .then([]);
  });

  it('is of a payment that the order has', () => {
    given(placed)
      .when(submitted())
      .then({ kind: 'not_found', code: 'unknown_payment', details: { id: 'o1.P1' } });
  });

  it('comes with amounts that are amounts', () => {
    for (const news of [authorized('o1.P1', 0.5), captured('o1.P1', 0.5)]) {
      given(paymentPending)
        .when(news)
        .then({ kind: 'rule', code: 'invalid_amount', details: { amount: 0.5 } });
    }
  });
});

describe('payments that gateways say nothing about', () => {
  const failure = (paymentId: string, status: 'payment_pending' | 'payment_failed') =>
    event('PaymentFailed', status, { paymentId, reason: 'timed_out' });

  it('have failed once the time that they were given is over', () => {
    const begunAt = (when: string) => after(placed, pay({ at: when }));
    given(begunAt('2026-03-01T11:30:00.001Z')).when(timeOut(at, 30)).then([]);
    given(begunAt('2026-03-01T11:30:00.000Z'))
      .when(timeOut(at, 30))
      .then([failure('o1.P1', 'payment_failed')]);
  });

  it('have failed all at once, and only those', () => {
    const started = [
      pay({ amount: 500 }),
      pay({ paymentId: 'o1.P2', amount: 600 }),
      pay({ paymentId: 'o1.P3', amount: 700 }),
      cash({ paymentId: 'o1.P4', amount: 800 }),
    ];
    const history = after(placed, ...started, authorized('o1.P2', 600));
    given(history)
      .when(timeOut())
      .then([failure('o1.P1', 'payment_pending'), failure('o1.P3', 'payment_pending')]);
    const young = after(history, { ...pay({ paymentId: 'o1.P5', amount: 900 }), at: later });
    given(young)
      .when(timeOut())
      .then([failure('o1.P1', 'payment_pending'), failure('o1.P3', 'payment_pending')]);
  });

  it('are none where all is said', () => {
    for (const history of [placed, paymentFailed, confirmed, cancelled])
      given(history).when(timeOut(later, 0)).then([]);
  });

  it('may be paid again, and count if their money comes after all', () => {
    const history = after(paymentPending, timeOut());
    given(history)
      .when(captured())
      .then([
        event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P1', amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
    const paidOtherwise = after(history, cash({ paymentId: 'o1.P2' }));
    const [, back] = given(paidOtherwise).when(captured()).events();
    assert.deepEqual(back?.type === 'RefundRequested' ? [back.data.cause, back.data.amount] : back, [
      'overpayment',
      3500,
    ]);
  });
});
