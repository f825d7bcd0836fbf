import assert from 'node:assert/strict';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  askReturn,
  assignAll,
  authorized,
  backToSender,
  cancel,
  cancelled,
  captured,
  cash,
  confirmed,
  dispatch,
  event,
  failed,
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
  shipped,
  stateOf,
  statusOf,
  voided,
} from './orders.ts';

const started = (paymentId: string, amount: number, settlement: 'gateway' | 'immediate' | 'terms', method: string) =>
  event('PaymentStarted', 'payment_pending', { paymentId, method, settlement, amount, reference: null });

const onTerms = pay({ method: 'credit_terms', settlement: 'terms' });

/** L2 goes out alone; L1 stays behind. */
const shippingCommands = [assignAll, pick([l2(3000)]), pack([l2(3000)]), ship(), dispatch()];
const deliveredOnTerms = after(placed, onTerms, ...fulfil);

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
        status: 'authorized',
        authorized: 900,
        captured: 0,
        refundRequested: 0,
        refunded: 0,
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
    const details = { amount: 1301, due: 1300 };
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
