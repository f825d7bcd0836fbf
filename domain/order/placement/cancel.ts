import { reject, type Decision } from '../../shared/decider.ts';
import { isPickingComplete } from '../fulfillment/progress.ts';
import { isAnythingDispatched } from '../shipments/shipment.ts';
import { refundableTotal } from '../payments/balance.ts';
import type { CancelOrder, ExpireReservation, RecordStockReservationFailed } from '../commands.ts';
import { voidOpenPayments } from '../payments/decide.ts';
import type { EventRecorder, Facts } from '../event-recorder.ts';
import type { OrderEvent, RefundCause } from '../events.ts';
import { refundAcross } from '../payments/refund-payments.ts';

/** Free until fulfilment is assigned; then with approval, and not once the goods are picked or gone. */
export const cancelOrder = (command: CancelOrder, draft: EventRecorder): Decision<OrderEvent> => {
  const { order } = draft;
  if (isAnythingDispatched(order)) {
    return reject('wrong_state', 'already_dispatched', 'part of the order is gone: wait for it and have it returned');
  }
  if (isPickingComplete(order)) {
    return reject('wrong_state', 'picking_complete', 'everything is picked: have the order returned once delivered');
  }
  const approvalNeeded = order.status === 'processing';
  if (approvalNeeded && command.approvedBy === null) {
    return reject('rule', 'approval_required', 'the warehouse is at work: have the cancellation approved');
  }
  const approvedBy = approvalNeeded ? command.approvedBy : null;
  const { reason, cancelledBy } = command;
  endOrder(draft, { reason, cancelledBy, approvedBy, reservationId: order.reservationId });
  for (const { taskId } of order.tasks.filter((task) => !task.cancelled)) {
    draft.record('FulfillmentTaskCancelled', { taskId, reason });
  }
  return draft.accept();
};

export const recordStockReservationFailed = (
  { shortfalls }: RecordStockReservationFailed,
  draft: EventRecorder,
): Decision<OrderEvent> => {
  draft.record('StockReservationFailed', { shortfalls });
  endOrder(draft, { ...byItself('stock_unavailable'), reservationId: null });
  return draft.accept();
};

export const expireReservation = (_command: ExpireReservation, draft: EventRecorder): Decision<OrderEvent> => {
  endOrder(draft, { ...byItself('reservation_expired'), reservationId: draft.order.reservationId });
  return draft.accept();
};

/** Nothing of the order was deliverable. Its goods left their reservation when they went out. */
export const endUndeliverable = (draft: EventRecorder, refundId: string): void => {
  endOrder(draft, { ...byItself('undeliverable'), reservationId: null }, refundId, 'undeliverable');
};

/** A dead order keeps no money: what came goes back, what is still to come is given up. */
const endOrder = (
  draft: EventRecorder,
  cancelled: Facts<'OrderCancelled'>,
  refundId = `${draft.order.orderId}.cancellation`,
  cause: RefundCause = 'cancellation',
): void => {
  draft.record('OrderCancelled', cancelled);
  const amount = refundableTotal(draft.order);
  refundAcross(draft, { refundId, amount, method: 'original_payment', cause, returnId: null });
  voidOpenPayments(draft);
};

const byItself = (reason: string) => ({ reason, cancelledBy: 'process:orders', approvedBy: null });
