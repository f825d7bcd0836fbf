import type { EventSchema, Upcaster } from '../shared/event-schema.ts';
import type { FulfillmentEvent } from './fulfillment/events.ts';
import type { PaymentEvent } from './payments/events.ts';
import type { PlacementEvent } from './placement/events.ts';
import type { OrderReturnEvent } from './returns/events.ts';
import type { ShipmentEvent } from './shipments/events.ts';

/** Joins the events of an order, by axis. */
export type * from './event-parts.ts';
export type * from './placement/events.ts';
export type * from './payments/events.ts';
export type * from './fulfillment/events.ts';
export type * from './shipments/events.ts';
export type * from './returns/events.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export type OrderEvent = PlacementEvent | PaymentEvent | FulfillmentEvent | ShipmentEvent | OrderReturnEvent;

/** Reads version 1, which does not say when the return window ends: nothing awaits the end of so old a delivery's. */
const withoutWindow: Upcaster = (data) => ({ ...(data as object), returnWindowEndsAt: null });

export const orderEvents: EventSchema<OrderEvent> = {
  OrderPlaced: [],
  StockReserved: [],
  StockReservationFailed: [],
  PaymentStarted: [],
  PaymentScreened: [],
  PaymentSubmitted: [],
  PaymentAuthorized: [],
  PaymentCaptured: [],
  PaymentFailed: [],
  PaymentVoidRequested: [],
  PaymentVoided: [],
  OrderConfirmed: [],
  RefundRequested: [],
  RefundSucceeded: [],
  RefundFailed: [],
  OrderCancelled: [],
  OrderLinesCancelled: [withoutWindow],
  FulfillmentAssigned: [],
  FulfillmentTaskCancelled: [],
  ItemsPicked: [],
  ItemsPacked: [],
  ShipmentCreated: [],
  ShipmentLabelled: [],
  ShipmentLabelFailed: [],
  ShipmentDispatched: [],
  ShipmentTracked: [],
  ShipmentDelivered: [withoutWindow],
  ShipmentFailed: [],
  ShipmentReturnedToSender: [],
  OrderReturnRequested: [],
  OrderReturnRejected: [],
  OrderReturnReceived: [],
  OrderReturnExchanged: [],
  OrderReturnRefunded: [],
  ReturnWindowClosed: [],
};
