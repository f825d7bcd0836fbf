import { noExchangeAgreed } from '../order/returns/refund-return.ts';
import { accept, type Decision } from '../shared/decider.ts';
import type { RecordReturnRefunded, RefundReturn } from './commands.ts';
import type { ReturnEvent } from './events.ts';
import type { OpenedReturn } from './state.ts';

/** Asks for the money; the order pays it, since the order knows what was captured. */
export const refundReturn = (command: RefundReturn, rma: OpenedReturn): Decision<ReturnEvent> => {
  const { returnId, orderId } = rma;
  const { refundId, at } = command;
  const refundMethod = command.refundMethod ?? rma.refundMethod;
  if (refundMethod === 'exchange' && rma.exchange === null) return noExchangeAgreed();
  return accept({ type: 'ReturnRefundRequested', data: { returnId, orderId, refundId, refundMethod, at } });
};

export const recordReturnRefunded = (
  { refundId, amount, at }: RecordReturnRefunded,
  { returnId, orderId }: OpenedReturn,
): Decision<ReturnEvent> => accept({ type: 'ReturnRefunded', data: { returnId, orderId, refundId, amount, at } });
