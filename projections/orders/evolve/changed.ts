import type { OrderEvent, OrderPlaced } from '../../../domain/order/events.ts';
import type { OrderDocument } from '../view.ts';
import { fulfillmentChanges } from './fulfillment.ts';
import { count } from './parts.ts';
import { paymentChanges } from './payments.ts';
import { returnChanges } from './returns.ts';
import { shipmentChanges } from './shipments.ts';

/** The document after any event but the first. */
export const changedOrder = (
  order: OrderDocument,
  event: Exclude<OrderEvent, OrderPlaced>,
  version: number,
): OrderDocument => {
  const { status, at } = event.data;
  const after = { ...order, ...changes(order, event), status, version, updatedAt: at };
  if (status === order.status) return after;
  return {
    ...after,
    deliveredAt: status === 'delivered' ? (order.deliveredAt ?? at) : order.deliveredAt,
    timeline: [...order.timeline, { status, timestamp: at }],
  };
};

const changes = (order: OrderDocument, event: Exclude<OrderEvent, OrderPlaced>): Partial<OrderDocument> => {
  switch (event.type) {
    case 'StockReserved':
      return { reservationId: event.data.reservationId };
    case 'StockReservationFailed':
      return {};
    case 'PaymentStarted':
    case 'PaymentScreened':
    case 'PaymentSubmitted':
    case 'PaymentAuthorized':
    case 'PaymentCaptured':
    case 'PaymentFailed':
    case 'PaymentVoidRequested':
    case 'PaymentVoided':
    case 'RefundRequested':
    case 'RefundSucceeded':
    case 'RefundFailed':
      return paymentChanges(order, event);
    case 'OrderConfirmed':
      return { confirmedAt: event.data.at };
    case 'OrderCancelled':
      return { cancelledAt: event.data.at, cancellationReason: event.data.reason };
    case 'OrderLinesCancelled':
      return { lines: count(order.lines, 'cancelled', event.data.lines) };
    case 'FulfillmentAssigned':
    case 'FulfillmentTaskCancelled':
    case 'ItemsPicked':
    case 'ItemsPacked':
      return fulfillmentChanges(order, event);
    case 'ShipmentCreated':
    case 'ShipmentLabelled':
    case 'ShipmentLabelFailed':
    case 'ShipmentDispatched':
    case 'ShipmentTracked':
    case 'ShipmentDelivered':
    case 'ShipmentFailed':
    case 'ShipmentReturnedToSender':
      return shipmentChanges(order, event);
    case 'OrderReturnRequested':
    case 'OrderReturnRejected':
    case 'OrderReturnReceived':
    case 'OrderReturnExchanged':
    case 'OrderReturnRefunded':
      return returnChanges(order, event);
    case 'ReturnWindowClosed':
      return { returnWindowClosedAt: event.data.at };
  }
};
