import type { OpenReturn } from '../return/commands.ts';
import { commanding, type EventNamed } from './reaction.ts';

/**
 * The talk between an order and its returns: the order says how much may come back and pays, the Return says what came.
 * Each step is a command on the other side once the first has made up its mind.
 */
export const returns = {
  name: 'returns',
  ...commanding({
    OrderReturnRequested: (event) => [{ aggregate: 'return', id: event.data.returnId, command: openReturn(event) }],
    ReturnRejected: ({ data: { orderId, returnId, at } }) => [
      { aggregate: 'order', id: orderId, command: { type: 'RecordReturnRejected', returnId, at } },
    ],
    ReturnReceived: ({ data: { orderId, returnId, accepted: lines, at } }) => [
      { aggregate: 'order', id: orderId, command: { type: 'RecordReturnReceived', returnId, lines, at } },
    ],
    ReturnRefundRequested: ({ data: { orderId, returnId, refundId, refundMethod: method, at } }) => {
      const refund = { refundId, amount: null, method, cause: 'return', returnId, at } as const;
      return [{ aggregate: 'order', id: orderId, command: { type: 'RequestRefund', ...refund } }];
    },
    OrderReturnRefunded: ({ data: { returnId, refundId, amount, at } }) => [
      { aggregate: 'return', id: returnId, command: { type: 'RecordReturnRefunded', refundId, amount, at } },
    ],
  }),
};

const openReturn = ({ data }: EventNamed<'OrderReturnRequested'>): OpenReturn => {
  const { returnId, orderId, rmaNumber, orderNumber, customerId, currency } = data;
  const { reason, refundMethod, exchange, lines, amount, stockManaged, at } = data;
  const method = { refundMethod, ...(exchange !== undefined && { exchange }) };
  const names = { returnId, orderId, rmaNumber, orderNumber, customerId };
  return { type: 'OpenReturn', ...names, currency, reason, ...method, lines, amount, stockManaged, at };
};
