import { accept, reject, type Decision } from '../shared/decider.ts';
import type { RecordReturnRefunded, RefundReturn } from './commands.ts';
import type { ReturnEvent } from './events.ts';
import type { OpenedReturn } from './state.ts';

/** Asks for the money; the order pays it, since the order knows what was captured. */
export const refundReturn = (
  { refundId, refundMethod, at }: RefundReturn,
  { returnId, orderId, lines, refundMethod: requestedMethod }: OpenedReturn,
): Decision<ReturnEvent> =>
  lines.some((line) => line.accepted > 0)
    ? accept({
        type: 'ReturnRefundRequested',
        data: { returnId, orderId, refundId, refundMethod: refundMethod ?? requestedMethod, at },
      })
    : reject('rule', 'nothing_to_refund', 'nothing that came in was accepted');

export const recordReturnRefunded = (
  { refundId, amount, at }: RecordReturnRefunded,
  { returnId, orderId }: OpenedReturn,
): Decision<ReturnEvent> => accept({ type: 'ReturnRefunded', data: { returnId, orderId, refundId, amount, at } });
