import assert from 'node:assert/strict';
import {
  after,
  authorized,
  cancel,
  captured,
  cash,
  confirmed,
  event,
  given,
  pay,
  paymentFailed,
  paymentPending,
  placed,
  statusOf,
  voided,
} from './orders.ts';

describe('an authorisation', () => {
  it('of everything confirms the order', () => {
    given(paymentPending)
      .when(authorized())
      .then([
        event('PaymentAuthorized', 'payment_pending', { paymentId: 'o1.P1', amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
  });

  it('of less leaves the rest due', () => {
    given(paymentPending)
      .when(authorized('o1.P1', 3499))
      .then([event('PaymentAuthorized', 'payment_pending', { paymentId: 'o1.P1', amount: 3499 })]);
  });

  it('confirms together with what was captured', () => {
    const history = after(placed, cash({ amount: 1500 }), pay({ paymentId: 'o1.P2', amount: 2000 }));
    assert.equal(statusOf(after(history, authorized('o1.P2', 2000))), 'confirmed');
  });

  it('is recorded once, and not after more is known', () => {
    const known = after(paymentPending, authorized());
    const taken = after(paymentPending, captured('o1.P1', 100));
    const dead = after(paymentPending, cancel());
    for (const history of [known, confirmed, dead, after(dead, voided())]) given(history).when(authorized()).then([]);
    given(taken).when(authorized('o1.P1', 100)).then([]);
    assert.equal(statusOf(after(taken, authorized('o1.P1', 3500))), 'confirmed');
  });

  it('that is not needed any more is given up', () => {
    const paidOtherwise = after(paymentFailed, cash({ paymentId: 'o1.P2' }));
    given(paidOtherwise)
      .when(authorized())
      .then([
        event('PaymentAuthorized', 'confirmed', { paymentId: 'o1.P1', amount: 3500 }),
        event('PaymentVoidRequested', 'confirmed', { paymentId: 'o1.P1' }),
      ]);
    given(after(paymentFailed, cancel()))
      .when(authorized())
      .then([
        event('PaymentAuthorized', 'cancelled', { paymentId: 'o1.P1', amount: 3500 }),
        event('PaymentVoidRequested', 'cancelled', { paymentId: 'o1.P1' }),
      ]);
  });

  it('needs a payment and an amount', () => {
    given(paymentPending)
      .when(authorized('o1.P2'))
      .then({ kind: 'not_found', code: 'unknown_payment', details: { id: 'o1.P2' } });
    given(paymentPending).when(authorized('o1.P1', 0.5)).then({ kind: 'rule', code: 'invalid_amount' });
  });
});
