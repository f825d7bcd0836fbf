import { accept, reject, type Decision } from '../shared/decider.ts';
import type { ApproveReturn, OpenReturn, RejectReturn } from './commands.ts';
import type { ReturnEvent } from './events.ts';
import type { OpenedReturn } from './state.ts';
import { isUntouched } from './transitions.ts';

export const openReturn = (command: OpenReturn): Decision<ReturnEvent> => {
  const { returnId, orderId, rmaNumber, orderNumber, customerId, currency } = command;
  const { reason, refundMethod, exchange, lines, amount, stockManaged, at } = command;
  const method = { refundMethod, ...(exchange !== undefined && { exchange }) };
  const names = { returnId, orderId, rmaNumber, orderNumber, customerId };
  return accept({
    type: 'ReturnRequested',
    data: { ...names, currency, reason, ...method, lines, amount, stockManaged, at },
  });
};

export const approveReturn = (
  { approvedBy, at }: ApproveReturn,
  { returnId, orderId }: OpenedReturn,
): Decision<ReturnEvent> => accept({ type: 'ReturnApproved', data: { returnId, orderId, approvedBy, at } });

/** Possible until the first parcel came in: what was received is owed an answer unit by unit. */
export const rejectReturn = ({ rejectedBy, reason, at }: RejectReturn, rma: OpenedReturn): Decision<ReturnEvent> => {
  const { returnId, orderId } = rma;
  return isUntouched(rma)
    ? accept({ type: 'ReturnRejected', data: { returnId, orderId, rejectedBy, reason, at } })
    : reject('wrong_state', 'return_partly_received', 'items came in already: receive the others or mark them missing');
};
