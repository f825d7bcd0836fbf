import assert from 'node:assert/strict';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  authorized,
  cancel,
  captured,
  cash,
  confirmed,
  event,
  failed,
  given,
  pay,
  paymentFailed,
  paymentPending,
  placed,
  shipped,
  stateOf,
  statusOf,
  voided,
} from './orders.ts';

const started = (paymentId: string, amount: number, settlement: 'gateway' | 'immediate' | 'terms', method: string) =>
  event('PaymentStarted', 'payment_pending', { paymentId, method, settlement, amount, reference: null });

describe('a failed payment', () => {
  it('fails the order when no other tender lives', () => {
    given(paymentPending)
      .when(failed())
      .then([event('PaymentFailed', 'payment_failed', { paymentId: 'o1.P1', reason: 'declined' })]);
  });

  it('leaves the order pending while another tender lives', () => {
    for (const other of [pay({ paymentId: 'o1.P2', amount: 500 }), cash({ paymentId: 'o1.P2', amount: 500 })]) {
      given(after(placed, pay({ amount: 3000 }), other))
        .when(failed())
        .then([event('PaymentFailed', 'payment_pending', { paymentId: 'o1.P1', reason: 'declined' })]);
    }
    const promised = after(
      placed,
      pay({ amount: 3000 }),
      pay({ paymentId: 'o1.P2', amount: 500 }),
      authorized('o1.P2', 500),
    );
    assert.equal(statusOf(after(promised, failed())), 'payment_pending');
  });

  it('may be retried while fewer attempts failed than the terms allow', () => {
    given(paymentFailed)
      .when(pay({ paymentId: 'o1.P2' }))
      .then([started('o1.P2', 3500, 'gateway', 'card')]);
    const twice = after(paymentFailed, pay({ paymentId: 'o1.P2' }), failed('o1.P2'));
    assert.deepEqual(allowedActions(stateOf(twice)), ['pay', 'cancel']);
    const thrice = after(twice, pay({ paymentId: 'o1.P3' }), failed('o1.P3'));
    assert.deepEqual(allowedActions(stateOf(thrice)), ['cancel']);
    given(thrice)
      .when(pay({ paymentId: 'o1.P4' }))
      .then({ kind: 'rule', code: 'payment_attempts_exhausted', details: { attempts: 3 } });
  });

  it('counts against a split payment as well', () => {
    const half = after(placed, cash({ amount: 500 }));
    const history = ['o1.P2', 'o1.P3', 'o1.P4'].reduce(
      (events, paymentId) => after(events, pay({ paymentId, amount: 3000 }), failed(paymentId)),
      half,
    );
    assert.equal(statusOf(history), 'payment_pending');
    given(history)
      .when(cash({ paymentId: 'o1.P5', amount: 3000 }))
      .then({ kind: 'rule', code: 'payment_attempts_exhausted' });
  });

  it('that succeeds after all counts: providers report out of order', () => {
    given(paymentFailed)
      .when(captured())
      .then([
        event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P1', amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
    given(paymentFailed)
      .when(authorized())
      .then([
        event('PaymentAuthorized', 'payment_pending', { paymentId: 'o1.P1', amount: 3500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
    given(paymentFailed)
      .when(captured('o1.P1', 100))
      .then([event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P1', amount: 100 })]);
  });

  it('is recorded once, and not after the money came or the payment was given up', () => {
    const dead = after(paymentPending, cancel());
    for (const history of [paymentFailed, confirmed, dead, after(dead, voided())])
      given(history).when(failed()).then([]);
  });

  it('is recorded whatever the order came to', () => {
    given(after(placed, pay(), authorized()))
      .when(failed())
      .then([event('PaymentFailed', 'confirmed', { paymentId: 'o1.P1', reason: 'declined' })]);
  });
});

describe('a payment that is given up by its provider', () => {
  it('leaves the order to another try', () => {
    const history = given(paymentPending)
      .when(voided())
      .then([event('PaymentVoided', 'payment_failed', { paymentId: 'o1.P1' })]);
    assert.equal(stateOf(history).payments[0]?.status, 'voided');
    given(after(placed, pay(), authorized('o1.P1', 10)))
      .when(voided())
      .then([event('PaymentVoided', 'payment_failed', { paymentId: 'o1.P1' })]);
  });

  it('keeps what was captured of it', () => {
    given(after(paymentPending, captured('o1.P1', 100)))
      .when(voided())
      .then([event('PaymentVoided', 'payment_pending', { paymentId: 'o1.P1' })]);
  });

  it('answers what a cancelled order asked for, once', () => {
    const history = given(after(paymentPending, cancel()))
      .when(voided())
      .then([event('PaymentVoided', 'cancelled', { paymentId: 'o1.P1' })]);
    given(history).when(voided()).then([]);
  });

  it('changes nothing once it failed or was captured', () => {
    for (const history of [paymentFailed, confirmed, shipped]) given(history).when(voided()).then([]);
  });

  it('needs a payment', () => {
    for (const command of [voided('o1.P2'), failed('o1.P2')]) {
      given(paymentPending)
        .when(command)
        .then({ kind: 'not_found', code: 'unknown_payment', details: { id: 'o1.P2' } });
    }
  });
});
