import type { OrderEvent, OrderPlaced } from '../../domain/order/events.ts';
import { advance, untouchedLine } from '../../domain/order/facts.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import { fulfillmentChanges } from './evolve/fulfillment.ts';
import { paymentChanges } from './evolve/payments.ts';
import { returnChanges } from './evolve/returns.ts';
import { shipmentChanges } from './evolve/shipments.ts';
import type { OrderDocument } from './view.ts';

/** Gives the order after an event; undefined if none begins with it. */
export const evolveOrder = (
  order: OrderDocument | undefined,
  event: OrderEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): OrderDocument | undefined => {
  if (event.type === 'OrderPlaced') return placed(event);
  return order && changed(order, event, version);
};

const placed = ({ data }: OrderPlaced): OrderDocument => ({
  orderId: data.orderId,
  orderNumber: data.orderNumber,
  orderType: data.orderType,
  status: data.status,
  version: 1,
  cartId: data.cartId,
  customerId: data.customerId,
  personal: data.personal,
  currency: data.quote.currency,
  taxMode: data.quote.taxMode,
  totals: data.quote.totals,
  discounts: data.quote.discounts,
  shipping: data.quote.shipping,
  externalReference: data.externalReference,
  purchaseOrderNumber: data.purchaseOrderNumber ?? null,
  salesQuoteId: data.salesQuoteId ?? null,
  exchangeOf: data.exchangeOf ?? null,
  paymentMethod: data.paymentMethod,
  terms: data.terms,
  paymentStatus: 'unpaid',
  captured: 0,
  refunded: 0,
  placedAt: data.at,
  updatedAt: data.at,
  reservationId: null,
  reservationExpiresAt: data.reservationExpiresAt,
  confirmedAt: null,
  cancelledAt: null,
  cancellationReason: null,
  deliveredAt: null,
  returnWindowClosedAt: null,
  lines: data.quote.lines.map(untouchedLine),
  payments: [],
  refunds: [],
  tasks: [],
  shipments: [],
  returns: [],
  timeline: [{ status: data.status, timestamp: data.at }],
});

const changed = (order: OrderDocument, event: Exclude<OrderEvent, OrderPlaced>, version: number): OrderDocument => {
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
      return { lines: advance(order.lines, 'cancelled', event.data.lines) };
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
