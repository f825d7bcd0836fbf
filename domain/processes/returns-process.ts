import type { OrderReturnRefunded, OrderReturnRequested } from '../order/events.ts';
import type { OpenReturn } from '../return/commands.ts';
import type { ReturnReceived, ReturnRefundRequested, ReturnRejected } from '../return/events.ts';
import type { Process, ProcessCommand } from './process.ts';

type ReturnsEvent =
  OrderReturnRequested | ReturnRejected | ReturnReceived | ReturnRefundRequested | OrderReturnRefunded;

/**
 * The talk between an order and its returns: the order says how much may come back and pays, the Return tells what came.
 * Each step is a command on the other side once the first has made up its mind.
 */
export const returnsProcess: Process<ReturnsEvent> = {
  name: 'returns',
  subscribesTo: [
    'OrderReturnRequested',
    'ReturnRejected',
    'ReturnReceived',
    'ReturnRefundRequested',
    'OrderReturnRefunded',
  ],
  react: (event) => [reaction(event)],
};

const reaction = (event: ReturnsEvent): ProcessCommand => {
  const { orderId, returnId, at } = event.data;
  switch (event.type) {
    case 'OrderReturnRequested':
      return { aggregate: 'return', id: returnId, command: openReturn(event) };
    case 'ReturnRejected':
      return { aggregate: 'order', id: orderId, command: { type: 'RecordReturnRejected', returnId, at } };
    case 'ReturnReceived': {
      const lines = event.data.accepted;
      return { aggregate: 'order', id: orderId, command: { type: 'RecordReturnReceived', returnId, lines, at } };
    }
    case 'ReturnRefundRequested': {
      const { refundId, refundMethod: method } = event.data;
      const refund = { refundId, amount: null, method, cause: 'return', returnId, at } as const;
      return { aggregate: 'order', id: orderId, command: { type: 'RequestRefund', ...refund } };
    }
    case 'OrderReturnRefunded': {
      const { refundId, amount } = event.data;
      return { aggregate: 'return', id: returnId, command: { type: 'RecordReturnRefunded', refundId, amount, at } };
    }
  }
};

const openReturn = ({ data }: OrderReturnRequested): OpenReturn => {
  const { returnId, orderId, rmaNumber, orderNumber, customerId, currency } = data;
  const { reason, refundMethod, exchange, lines, amount, stockManaged, at } = data;
  const method = { refundMethod, ...(exchange !== undefined && { exchange }) };
  const names = { returnId, orderId, rmaNumber, orderNumber, customerId };
  return { type: 'OpenReturn', ...names, currency, reason, ...method, lines, amount, stockManaged, at };
};
