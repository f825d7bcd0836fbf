import { addMinutes } from '../shared/instant.ts';
import type { ExpireReservation, OrderCommand, PlaceOrder } from './commands.ts';
import { paymentOf, refundOf, returnOf, shipmentOf } from './parts.ts';
import { silentPayments } from './payments/balance.ts';
import { isOutdated, newIdIn, type GatewayReport } from './payments/gateway-report.ts';
import { isReturnWindowOver } from './returns/decide.ts';
import type { PaymentState } from './facts.ts';
import type { PlacedOrder } from './state.ts';
import { orderMachine } from './transitions.ts';

/** Needs an order that exists. */
export type PlacedOrderCommand = Exclude<OrderCommand, PlaceOrder>;

/**
 * Whether the order already is as the command wants it: it came before, or what it reports is older than what is known.
 * Then it is accepted without events, whatever the status. Assigning, picking, packing, creating a shipment and asking in
 * vain for its label carry no id of their own: their repetition is known by the command's id (application/handle-command.ts).
 */
export const isAlreadyDone = (command: PlacedOrderCommand, order: PlacedOrder): boolean => {
  switch (command.type) {
    case 'RecordStockReserved':
      return order.reservationId !== null;
    case 'RecordStockReservationFailed':
      return order.reservationId !== null || order.cancelledAt !== null;
    case 'ExpireReservation':
      return !isExpiryDue(command, order);
    case 'CancelOrder':
      return order.cancelledAt !== null;
    case 'StartPayment':
      return paymentOf(order, command.paymentId) !== undefined;
    case 'TimeOutPayments':
      return silentPayments(order, addMinutes(command.at, -command.timeoutMinutes)).length === 0;
    case 'RecordPaymentSubmitted':
    case 'RecordPaymentAuthorized':
    case 'RecordPaymentCaptured':
    case 'RecordPaymentFailed':
    case 'RecordPaymentVoided':
      return isReported(command, paymentOf(order, command.paymentId));
    case 'RequestRefund':
      return (
        refundOf(order, command.refundId) !== undefined || returnOf(order, command.returnId)?.status === 'refunded'
      );
    case 'RecordRefundSucceeded':
      return refundOf(order, command.refundId)?.status === 'succeeded';
    case 'RecordRefundFailed':
      return among(refundOf(order, command.refundId)?.status, ['succeeded', 'failed']);
    case 'AssignFulfillment':
    case 'PickItems':
    case 'PackItems':
    case 'CreateShipment':
      return false;
    case 'CancelFulfillmentTask':
      return order.tasks.some((task) => task.taskId === command.taskId && task.cancelled);
    case 'RecordShipmentLabelled':
      return shipmentOf(order, command.shipmentId)?.trackingNumber === command.trackingNumber;
    case 'RecordShipmentLabelFailed':
      return isKnown(shipmentOf(order, command.shipmentId)?.trackingNumber);
    case 'DispatchShipment':
      return among(shipmentOf(order, command.shipmentId)?.status, ['dispatched', 'in_transit', 'delivered']);
    case 'TrackShipment':
      return shipmentOf(order, command.shipmentId)?.trackingEventIds.includes(command.trackingEventId) ?? false;
    case 'DeliverShipment':
      return shipmentOf(order, command.shipmentId)?.status === 'delivered';
    case 'FailShipment':
      return shipmentOf(order, command.shipmentId)?.status === 'failed';
    case 'ReturnShipmentToSender':
      return shipmentOf(order, command.shipmentId)?.status === 'returned_to_sender';
    case 'RequestReturn':
      return returnOf(order, command.returnId) !== undefined;
    case 'RecordReturnRejected':
      return returnOf(order, command.returnId)?.status === 'rejected';
    case 'RecordReturnReceived':
      return among(returnOf(order, command.returnId)?.status, ['received', 'refunded']);
    case 'CloseReturnWindow':
      return order.returnWindowClosedAt !== null || !isReturnWindowOver(order, command);
  }
};

/** Whether there is a reservation to expire: not on an order without one, paid, dead, or still in time. */
const isExpiryDue = ({ type, at }: ExpireReservation, { status, reservationExpiresAt }: PlacedOrder): boolean =>
  orderMachine.isAllowed(type, status) && reservationExpiresAt !== null && at >= reservationExpiresAt;

const isReported = (report: GatewayReport, payment: PaymentState | undefined): boolean =>
  payment !== undefined && isOutdated(report, payment) && newIdIn(report, payment) === undefined;

const isKnown = (id: string | null | undefined): boolean => id !== null && id !== undefined;

const among = <Value>(value: Value, values: readonly Value[]): boolean => values.includes(value);
