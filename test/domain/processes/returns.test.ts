import assert from 'node:assert/strict';
import type { OrderReturnRefunded, OrderReturnRequested } from '../../../domain/order/events.ts';
import { returns } from '../../../domain/processes/returns.ts';
import type { ReturnEvent } from '../../../domain/return/events.ts';
import { exchange, facts, ids, minute, open, returnsIn, start } from '../return/returns.ts';

const latest = <Type extends ReturnEvent['type']>(history: readonly ReturnEvent[], type: Type) =>
  history.findLast((event): event is Extract<ReturnEvent, { type: Type }> => event.type === type)!;

describe('returns process', () => {
  it('listens to what order and return have to tell each other', () => {
    assert.equal(returns.name, 'returns');
    assert.deepEqual(returns.eventTypes, [
      'OrderReturnRequested',
      'ReturnRejected',
      'ReturnReceived',
      'ReturnRefundRequested',
      'OrderReturnRefunded',
    ]);
  });

  it('opens the return that the order holds goods for', () => {
    const event: OrderReturnRequested = {
      type: 'OrderReturnRequested',
      data: { ...facts, status: 'return_requested', at: start },
    };
    assert.deepEqual(returns.react(event), [{ aggregate: 'return', id: 'return-1', command: open }]);
  });

  it('opens it with what is wanted instead', () => {
    const wanted = { ...facts, refundMethod: 'exchange', exchange } as const;
    const event: OrderReturnRequested = {
      type: 'OrderReturnRequested',
      data: { ...wanted, status: 'return_requested', at: start },
    };
    assert.deepEqual(returns.react(event), [
      { aggregate: 'return', id: 'return-1', command: { type: 'OpenReturn', ...wanted, at: start } },
    ]);
  });

  it('tells the order that the return was rejected', () => {
    assert.deepEqual(returns.react(latest(returnsIn().rejected, 'ReturnRejected')), [
      {
        aggregate: 'order',
        id: 'order-1',
        command: { type: 'RecordReturnRejected', returnId: 'return-1', at: minute(10) },
      },
    ]);
  });

  it('tells the order what was accepted', () => {
    assert.deepEqual(returns.react(latest(returnsIn().received, 'ReturnReceived')), [
      {
        aggregate: 'order',
        id: 'order-1',
        command: {
          type: 'RecordReturnReceived',
          returnId: 'return-1',
          lines: [
            { lineId: 'L1', quantity: 2000 },
            { lineId: 'L2', quantity: 1500 },
          ],
          at: minute(20),
        },
      },
    ]);
  });

  it('has the order pay, as much as the order says', () => {
    assert.deepEqual(returns.react(latest(returnsIn().refund_requested, 'ReturnRefundRequested')), [
      {
        aggregate: 'order',
        id: 'order-1',
        command: {
          type: 'RequestRefund',
          refundId: 'refund-1',
          amount: null,
          method: 'original_payment',
          cause: 'return',
          returnId: 'return-1',
          at: minute(30),
        },
      },
    ]);
  });

  it('tells the return that the order paid', () => {
    const event: OrderReturnRefunded = {
      type: 'OrderReturnRefunded',
      data: { ...ids, status: 'refunded', refundId: 'refund-1', amount: 13_183, at: minute(31) },
    };
    assert.deepEqual(returns.react(event), [
      {
        aggregate: 'return',
        id: 'return-1',
        command: { type: 'RecordReturnRefunded', refundId: 'refund-1', amount: 13_183, at: minute(31) },
      },
    ]);
  });
});
