import { accept, reject, type Decision } from '../shared/decider.ts';
import type {
  ApproveReturn,
  OpenReturn,
  RejectReturn,
  ReceiveReturn,
  RecordReturnRefunded,
  RefundReturn,
} from './commands.ts';
import type { ReturnEvent } from './events.ts';
import type { OpenedReturn } from './state.ts';
import { isUntouched } from './transitions.ts';
import { everythingExpected, parcelObstacle, restockOf, withParcel } from './parcel.ts';
import { noExchangeAgreed } from '../order/returns/refund-return.ts';

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

/** Rejects until the first parcel came in: what was received is owed an answer unit by unit. */
export const rejectReturn = ({ rejectedBy, reason, at }: RejectReturn, rma: OpenedReturn): Decision<ReturnEvent> => {
  const { returnId, orderId } = rma;
  return isUntouched(rma)
    ? accept({ type: 'ReturnRejected', data: { returnId, orderId, rejectedBy, reason, at } })
    : reject('wrong_state', 'return_partly_received', 'items came in already: receive the others or mark them missing');
};

/** Takes a parcel in; the one that accounts for the last unit also completes the return. */
export const receiveReturn = (command: ReceiveReturn, rma: OpenedReturn): Decision<ReturnEvent> => {
  const { returnId, orderId } = rma;
  const parcel = command.lines ?? everythingExpected(rma);
  const refusal = parcelObstacle(parcel, rma);
  if (refusal !== undefined) return refusal;
  const contents = { lines: parcel, restock: restockOf(parcel, rma) };
  const came: ReturnEvent = { type: 'ReturnItemsReceived', data: { returnId, orderId, ...contents, at: command.at } };
  const lines = withParcel(rma.lines, contents);
  if (lines.some((line) => line.received < line.quantity)) return accept(came);
  const accepted = lines
    .filter((line) => line.accepted > 0)
    .map((line) => ({ lineId: line.lineId, quantity: line.accepted }));
  return accept<ReturnEvent>(came, { type: 'ReturnReceived', data: { returnId, orderId, accepted, at: command.at } });
};

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
