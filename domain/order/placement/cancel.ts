import { reject } from '../../shared/decider.ts';
import { isPickingComplete } from '../fulfillment/progress.ts';
import { isAnythingDispatched } from '../shipments/shipment.ts';
import { refundableTotal } from '../payments/balance.ts';
import { voidOpenPayments } from '../payments/decide.ts';
import type { Decide, EventRecorder, Facts } from '../event-recorder.ts';
import type { RefundCause } from '../events.ts';
import { refundAcross } from '../payments/refund-payments.ts';

/** Cancels freely until fulfilment is assigned; then with approval, and not once the goods are picked or gone. */
export const cancelOrder: Decide<'CancelOrder'> = (command, recorder) => {
  const { order } = recorder;
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
  endOrder(recorder, { reason, cancelledBy, approvedBy, reservationId: order.reservationId });
  for (const { taskId } of order.tasks.filter((task) => !task.cancelled)) {
    recorder.record('FulfillmentTaskCancelled', { taskId, reason });
  }
  return recorder.accept();
};

export const recordStockReservationFailed: Decide<'RecordStockReservationFailed'> = ({ shortfalls }, recorder) => {
  recorder.record('StockReservationFailed', { shortfalls });
  endOrder(recorder, { ...byItself('stock_unavailable'), reservationId: null });
  return recorder.accept();
};

export const expireReservation: Decide<'ExpireReservation'> = (_command, recorder) => {
  endOrder(recorder, { ...byItself('reservation_expired'), reservationId: recorder.order.reservationId });
  return recorder.accept();
};

/** Ends an order of which nothing was deliverable. Its goods left their reservation when they went out. */
export const endUndeliverable = (recorder: EventRecorder, refundId: string): void => {
  endOrder(recorder, { ...byItself('undeliverable'), reservationId: null }, refundId, 'undeliverable');
};

/** Ends an order so that it keeps no money: what came goes back, what is still to come is given up. */
const endOrder = (
  recorder: EventRecorder,
  cancelled: Facts<'OrderCancelled'>,
  refundId = `${recorder.order.orderId}.cancellation`,
  cause: RefundCause = 'cancellation',
): void => {
  recorder.record('OrderCancelled', cancelled);
  const amount = refundableTotal(recorder.order);
  refundAcross(recorder, { refundId, amount, method: 'original_payment', cause, returnId: null });
  voidOpenPayments(recorder);
};

const byItself = (reason: string) => ({ reason, cancelledBy: 'process:orders', approvedBy: null });
