import type { OrderEvent, OrderPlaced } from './events.ts';
import {
  fulfillmentAssigned,
  fulfillmentTaskCancelled,
  itemsPacked,
  itemsPicked,
  linesCancelled,
} from './fulfillment/evolve.ts';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentClosed,
  paymentStarted,
  paymentSubmitted,
  refundFailed,
  refundRequested,
  refundSucceeded,
} from './payments/evolve.ts';
import { orderPlaced } from './placement/evolve.ts';
import { returnExchanged, returnReceived, returnRefunded, returnRejected, returnRequested } from './returns/evolve.ts';
import {
  shipmentCreated,
  shipmentDelivered,
  shipmentDispatched,
  shipmentFailed,
  shipmentLabelled,
  shipmentReturnedToSender,
  shipmentTracked,
} from './shipments/evolve.ts';
import type { OrderState, PlacedOrder } from './state.ts';
import { deriveStatus } from './status.ts';

/** Adds what happened to the facts, then derives the status. Never judges: the status in the event is not read. */
export const evolve = (state: OrderState, event: OrderEvent): OrderState => {
  if (event.type === 'OrderPlaced') return orderPlaced(event);
  return state.exists ? evolvePlaced(state, event) : state;
};

/** Happen to an order that exists. */
export type PlacedOrderEvent = Exclude<OrderEvent, OrderPlaced>;

/** Does the same as {@link evolve} for an order that exists. */
export const evolvePlaced = (order: PlacedOrder, event: PlacedOrderEvent): PlacedOrder => {
  const next = addFact(order, event);
  const status = deriveStatus(next);
  if (status === next.status) return next;
  const deliveredAt = status === 'delivered' ? (next.deliveredAt ?? event.data.at) : next.deliveredAt;
  return { ...next, status, deliveredAt };
};

const addFact = (order: PlacedOrder, event: PlacedOrderEvent): PlacedOrder => {
  switch (event.type) {
    case 'StockReserved':
      return { ...order, reservationId: event.data.reservationId };
    case 'StockReservationFailed':
      return order;
    case 'OrderConfirmed':
      return { ...order, confirmedAt: event.data.at };
    case 'OrderCancelled':
      return { ...order, cancelledAt: event.data.at };
    case 'PaymentStarted':
      return paymentStarted(order, event);
    case 'PaymentScreened':
      return order;
    case 'PaymentSubmitted':
      return paymentSubmitted(order, event);
    case 'PaymentAuthorized':
      return paymentAuthorized(order, event);
    case 'PaymentCaptured':
      return paymentCaptured(order, event);
    case 'PaymentFailed':
      return paymentClosed(order, event, 'failed');
    case 'PaymentVoidRequested':
      return paymentClosed(order, event, 'void_requested');
    case 'PaymentVoided':
      return paymentClosed(order, event, 'voided');
    case 'RefundRequested':
      return refundRequested(order, event);
    case 'RefundSucceeded':
      return refundSucceeded(order, event);
    case 'RefundFailed':
      return refundFailed(order, event);
    case 'OrderLinesCancelled':
      return linesCancelled(order, event);
    case 'FulfillmentAssigned':
      return fulfillmentAssigned(order, event);
    case 'FulfillmentTaskCancelled':
      return fulfillmentTaskCancelled(order, event);
    case 'ItemsPicked':
      return itemsPicked(order, event);
    case 'ItemsPacked':
      return itemsPacked(order, event);
    case 'ShipmentCreated':
      return shipmentCreated(order, event);
    case 'ShipmentLabelled':
      return shipmentLabelled(order, event);
    case 'ShipmentLabelFailed':
      return order;
    case 'ShipmentDispatched':
      return shipmentDispatched(order, event);
    case 'ShipmentTracked':
      return shipmentTracked(order, event);
    case 'ShipmentDelivered':
      return shipmentDelivered(order, event);
    case 'ShipmentFailed':
      return shipmentFailed(order, event);
    case 'ShipmentReturnedToSender':
      return shipmentReturnedToSender(order, event);
    case 'OrderReturnRequested':
      return returnRequested(order, event);
    case 'OrderReturnRejected':
      return returnRejected(order, event);
    case 'OrderReturnReceived':
      return returnReceived(order, event);
    case 'OrderReturnExchanged':
      return returnExchanged(order, event);
    case 'OrderReturnRefunded':
      return returnRefunded(order, event);
    case 'ReturnWindowClosed':
      return { ...order, returnWindowClosedAt: event.data.at };
  }
};
