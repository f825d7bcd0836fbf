import assert from 'node:assert/strict';
import type { ReturnEvent } from '../../../domain/return/events.ts';
import { exchange, given, ids, minute, open, paidBack, refund, returnsIn } from './returns.ts';

const refundRequested = (
  refundId: string,
  refundMethod: 'original_payment' | 'cash' | 'exchange' = 'original_payment',
) => ({ type: 'ReturnRefundRequested', data: { ...ids, refundId, refundMethod, at: minute(30) } }) as const;
const refunded: ReturnEvent = {
  type: 'ReturnRefunded',
  data: { ...ids, refundId: 'refund-1', amount: 13_000, at: minute(31) },
};

describe('return: refunding', () => {
  it('asks the order, by the method of the request', () => {
    given(returnsIn().received)
      .when(refund())
      .then([refundRequested('refund-1')]);
  });

  it('asks by another method if told so, and remembers it', () => {
    const when = given(returnsIn().received).when({
      type: 'RefundReturn',
      refundId: 'refund-1',
      refundMethod: 'cash',
      at: minute(30),
    });
    when.then([refundRequested('refund-1', 'cash')]);
    const state = when.state();
    assert.ok(state.exists);
    assert.deepEqual(
      { status: state.status, refundId: state.refundId, refundMethod: state.refundMethod, amount: state.amount },
      { status: 'refund_requested', refundId: 'refund-1', refundMethod: 'cash', amount: 13_183 },
    );
  });

  it('is in other goods where those were asked for', () => {
    const wanted = { ...open, refundMethod: 'exchange', exchange } as const;
    const [requested] = given([]).when(wanted).events();
    assert.deepEqual(requested?.type === 'ReturnRequested' && requested.data.exchange, exchange);
    const received = [...given([]).when(wanted).events(), ...returnsIn().received.slice(1)];
    given(received)
      .when(refund())
      .then([refundRequested('refund-1', 'exchange')]);
    given(returnsIn().received)
      .when({ ...refund(), refundMethod: 'exchange' })
      .then({ kind: 'rule', code: 'no_exchange_agreed' });
  });

  it('is no event when repeated, before and after it was paid', () => {
    given(returnsIn().refund_requested).when(refund()).then([]);
    given(returnsIn().refunded).when(refund()).then([]);
  });

  it('asks again under a new id, since the order may not have been able to pay', () => {
    given(returnsIn().refund_requested)
      .when(refund('refund-2'))
      .then([refundRequested('refund-2')]);
  });
});

describe('return: refunded', () => {
  it('ends the return with what was paid back', () => {
    const when = given(returnsIn().refund_requested).when(paidBack);
    when.then([refunded]);
    const state = when.state();
    assert.ok(state.exists);
    assert.deepEqual(
      { status: state.status, refundId: state.refundId, amount: state.amount },
      { status: 'refunded', refundId: 'refund-1', amount: 13_000 },
    );
  });

  it('ends it without having been asked, if there was nothing to pay', () => {
    given(returnsIn().received).when(paidBack).then([refunded]);
  });

  it('is no event when repeated', () => {
    given(returnsIn().refunded).when(paidBack).then([]);
  });
});
