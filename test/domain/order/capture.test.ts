import assert from 'node:assert/strict';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  askReturn,
  assignAll,
  authorized,
  backToSender,
  cancel,
  captured,
  cash,
  dispatch,
  event,
  fulfil,
  given,
  l1,
  l2,
  pack,
  pay,
  paymentFailed,
  paymentPending,
  pick,
  placed,
  refund,
  refundFailed,
  refundReturn,
  returnReceived,
  ship,
  stateOf,
} from './orders.ts';

const onTerms = pay({ method: 'credit_terms', settlement: 'terms' });

/** L2 goes out alone; L1 stays behind. */
const shippingCommands = [assignAll, pick([l2(3000)]), pack([l2(3000)]), ship(), dispatch()];

const deliveredOnTerms = after(placed, onTerms, ...fulfil);

describe('a capture', () => {
  it('adds what is new of the total that the provider tells', () => {
    const part = given(paymentPending)
      .when(captured('o1.P1', 1000))
      .then([event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P1', amount: 1000 })]);
    assert.equal(stateOf(part).payments[0]?.status, 'pending');
    given(part).when(captured('o1.P1', 1000)).then([]);
    given(part).when(captured('o1.P1', 400)).then([]);
    given(part)
      .when(captured('o1.P1', 3500))
      .then([
        event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P1', amount: 2500 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
      ]);
  });

  it('of a promise keeps the rest promised until all of it came', () => {
    const promised = after(placed, pay(), authorized());
    const part = after(promised, captured('o1.P1', 1000));
    assert.deepEqual(stateOf(part).payments[0], {
      ...stateOf(promised).payments[0],
      status: 'authorized',
      captured: 1000,
      paidAt: stateOf(part).placedAt,
    });
    assert.deepEqual(allowedActions(stateOf(part)).includes('capture'), true);
    const whole = after(part, { ...captured(), at: '2026-04-01T00:00:00.000Z' });
    assert.deepEqual(stateOf(whole).payments[0], { ...stateOf(part).payments[0], status: 'captured', captured: 3500 });
    assert.deepEqual(allowedActions(stateOf(whole)).includes('capture'), false);
  });

  it('comes as late as it likes: terms are paid after delivery', () => {
    given(after(placed, onTerms))
      .when(captured())
      .then([event('PaymentCaptured', 'confirmed', { paymentId: 'o1.P1', amount: 3500 })]);
  });

  it('needs a payment and an amount', () => {
    given(paymentPending)
      .when(captured('o1.P2'))
      .then({ kind: 'not_found', code: 'unknown_payment', details: { id: 'o1.P2' } });
    given(paymentPending).when(captured('o1.P1', 0.5)).then({ kind: 'rule', code: 'invalid_amount' });
    given(paymentPending).when(captured('o1.P1', 0)).then([]);
  });

  it('beyond the total goes back by itself', () => {
    given(paymentPending)
      .when(captured('o1.P1', 3600))
      .then([
        event('PaymentCaptured', 'payment_pending', { paymentId: 'o1.P1', amount: 3600 }),
        event('OrderConfirmed', 'confirmed', { reservationId: null }),
        event('RefundRequested', 'confirmed', {
          refundId: 'o1.P1.R1',
          paymentId: 'o1.P1',
          amount: 100,
          method: 'original_payment',
          cause: 'overpayment',
          returnId: null,
        }),
      ]);
  });

  it('of an attempt that was taken for failed and replaced goes back whole', () => {
    given(after(paymentFailed, cash({ paymentId: 'o1.P2' }), refund({ amount: 200 })))
      .when(captured())
      .then([
        event('PaymentCaptured', 'confirmed', { paymentId: 'o1.P1', amount: 3500 }),
        event('RefundRequested', 'confirmed', {
          refundId: 'o1.P1.R2',
          paymentId: 'o1.P1',
          amount: 3500,
          method: 'original_payment',
          cause: 'overpayment',
          returnId: null,
        }),
      ]);
  });

  it('gives back each excess once, and never more than came', () => {
    const over = after(paymentPending, captured('o1.P1', 3600));
    const more = after(over, captured('o1.P1', 3700)).slice(over.length);
    assert.deepEqual(
      more.map(({ type, data }) => [type, 'amount' in data && data.amount]),
      [
        ['PaymentCaptured', 100],
        ['RefundRequested', 100],
      ],
    );
    const again = after(over, refundFailed('o1.P1.R1'), captured('o1.P1', 3650)).slice(over.length + 1);
    assert.deepEqual(
      again.map(({ type, data }) => [type, 'amount' in data && data.amount]),
      [
        ['PaymentCaptured', 50],
        ['RefundRequested', 50],
      ],
    );
  });

  it('for a dead order is refunded by itself, once', () => {
    const dead = after(paymentPending, cancel());
    const history = given(dead)
      .when(captured())
      .then([
        event('PaymentCaptured', 'cancelled', { paymentId: 'o1.P1', amount: 3500 }),
        event('RefundRequested', 'cancelled', {
          refundId: 'o1.P1.R1',
          paymentId: 'o1.P1',
          amount: 3500,
          method: 'original_payment',
          cause: 'late_payment',
          returnId: null,
        }),
      ]);
    given(history).when(captured()).then([]);
    assert.equal(stateOf(history).payments[0]?.status, 'captured');
  });

  it('of what was not delivered goes back', () => {
    const sent = after(placed, onTerms, ...shippingCommands, backToSender('o1.S1'));
    given(sent)
      .when(captured())
      .then([
        event('PaymentCaptured', 'processing', { paymentId: 'o1.P1', amount: 3500 }),
        event('RefundRequested', 'processing', {
          refundId: 'o1.P1.R1',
          paymentId: 'o1.P1',
          amount: 1000,
          method: 'original_payment',
          cause: 'overpayment',
          returnId: null,
        }),
        event('RefundSucceeded', 'processing', {
          refundId: 'o1.P1.R1',
          paymentId: 'o1.P1',
          amount: 1000,
          returnId: null,
        }),
      ]);
  });

  it('of what came back before it was paid goes back', () => {
    const closed = after(deliveredOnTerms, askReturn([l1(1000)]), returnReceived([l1(1000)]), refundReturn());
    const [capture, requested] = after(closed, captured()).slice(closed.length);
    assert.deepEqual(capture, event('PaymentCaptured', 'delivered', { paymentId: 'o1.P1', amount: 3500 }));
    assert.deepEqual(requested?.type === 'RefundRequested' && requested.data.amount, 1000);
  });

  it('does not pay a return that is refunded on its own', () => {
    const part = after(deliveredOnTerms, captured('o1.P1', 1500));
    const received = after(part, askReturn([l1(1000)]), returnReceived([l1(1000)]));
    const rest = event('PaymentCaptured', 'delivered', { paymentId: 'o1.P1', amount: 2000 });
    given(received).when(captured()).then([rest]);
    given(after(received, refundReturn())).when(captured()).then([rest]);
  });
});
