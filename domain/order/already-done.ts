import { addMinutes } from '../shared/instant.ts';
import { silentPayments } from './payments/balance.ts';
import type { ExpireReservation, OrderCommand, PlaceOrder } from './commands.ts';
import { isReturnWindowOver } from './returns/decide.ts';
import { isOutdated, newIdIn, type GatewayReport } from './payments/gateway-report.ts';
import type { PaymentState, PlacedOrder } from './state.ts';
import { orderMachine } from './transitions.ts';

/** Commands to an order that exists. */
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
      return payment(command, order) !== undefined;
    case 'TimeOutPayments':
      return silentPayments(order, addMinutes(command.at, -command.timeoutMinutes)).length === 0;
    case 'RecordPaymentSubmitted':
    case 'RecordPaymentAuthorized':
    case 'RecordPaymentCaptured':
    case 'RecordPaymentFailed':
    case 'RecordPaymentVoided':
      return isTold(command, payment(command, order));
    case 'RequestRefund':
      return refund(command, order) !== undefined || returned(command, order)?.status === 'refunded';
    case 'RecordRefundSucceeded':
      return refund(command, order)?.status === 'succeeded';
    case 'RecordRefundFailed':
      return among(refund(command, order)?.status, ['succeeded', 'failed']);
    case 'AssignFulfillment':
    case 'PickItems':
    case 'PackItems':
    case 'CreateShipment':
      return false;
    case 'CancelFulfillmentTask':
      return order.tasks.some((task) => task.taskId === command.taskId && task.cancelled);
    case 'RecordShipmentLabelled':
      return shipment(command, order)?.trackingNumber === command.trackingNumber;
    case 'RecordShipmentLabelFailed':
      return isKnown(shipment(command, order)?.trackingNumber);
    case 'DispatchShipment':
      return among(shipment(command, order)?.status, ['dispatched', 'in_transit', 'delivered']);
    case 'TrackShipment':
      return shipment(command, order)?.trackingEventIds.includes(command.trackingEventId) ?? false;
    case 'DeliverShipment':
      return shipment(command, order)?.status === 'delivered';
    case 'FailShipment':
      return shipment(command, order)?.status === 'failed';
    case 'ReturnShipmentToSender':
      return shipment(command, order)?.status === 'returned_to_sender';
    case 'RequestReturn':
      return returned(command, order) !== undefined;
    case 'RecordReturnRejected':
      return returned(command, order)?.status === 'rejected';
    case 'RecordReturnReceived':
      return among(returned(command, order)?.status, ['received', 'refunded']);
    case 'CloseReturnWindow':
      return order.returnWindowClosedAt !== null || !isReturnWindowOver(order, command);
  }
};

/** An order without a reservation, paid, dead, or still in time has nothing to expire. */
const isExpiryDue = ({ type, at }: ExpireReservation, { status, reservationExpiresAt }: PlacedOrder): boolean =>
  orderMachine.isAllowed(type, status) && reservationExpiresAt !== null && at >= reservationExpiresAt;

const isTold = (news: GatewayReport, known: PaymentState | undefined): boolean =>
  known !== undefined && isOutdated(news, known) && newIdIn(news, known) === undefined;

const isKnown = (id: string | null | undefined): boolean => id !== null && id !== undefined;

const among = <Value>(value: Value, values: readonly Value[]): boolean => values.includes(value);

const payment = ({ paymentId }: { readonly paymentId: string }, order: PlacedOrder) =>
  order.payments.find((candidate) => candidate.paymentId === paymentId);

const refund = ({ refundId }: { readonly refundId: string }, order: PlacedOrder) =>
  order.refunds.find((candidate) => candidate.refundId === refundId);

const shipment = ({ shipmentId }: { readonly shipmentId: string }, order: PlacedOrder) =>
  order.shipments.find((candidate) => candidate.shipmentId === shipmentId);

const returned = ({ returnId }: { readonly returnId: string | null }, order: PlacedOrder) =>
  order.returns.find((candidate) => candidate.returnId === returnId);
