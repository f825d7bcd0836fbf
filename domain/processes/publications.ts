import { reactions, type EventNamed } from './reaction.ts';

/** What is made public, by routing key, and the types of event that say so. Keys are a contract with subscribers: never rename one. */
interface PublishedTypes {
  'order.created': 'OrderPlaced';
  'order.confirmed': 'OrderConfirmed';
  'order.payment_confirmed': 'PaymentCaptured';
  'order.cancelled': 'OrderCancelled';
  'order.processing': 'FulfillmentAssigned';
  'order.shipped': 'ShipmentDispatched';
  'order.delivered': 'ShipmentDelivered' | 'OrderLinesCancelled';
  'order.refunded': 'OrderReturnRefunded';
  'payment.pending': 'PaymentStarted';
  'payment.succeeded': 'PaymentCaptured';
  'payment.failed': 'PaymentFailed';
  'payment.refunded': 'RefundSucceeded';
  'shipment.created': 'ShipmentCreated';
  'shipment.dispatched': 'ShipmentDispatched';
  'shipment.in_transit': 'ShipmentTracked';
  'shipment.delivered': 'ShipmentDelivered';
  'shipment.failed': 'ShipmentFailed';
  'return.requested': 'ReturnRequested';
  'return.approved': 'ReturnApproved';
  'return.rejected': 'ReturnRejected';
  'return.received': 'ReturnReceived';
  'return.refunded': 'ReturnRefunded';
  'cart.abandoned': 'CartAbandoned';
  'cart.recovered': 'CartRecovered';
  'fulfillment.assigned': 'FulfillmentAssigned';
  'fulfillment.cancelled': 'FulfillmentTaskCancelled';
  'pos.completed': 'PosTransactionCompleted';
  'pos.voided': 'PosTransactionVoided';
}

/** The same, with the events. */
export type PublishedEvents = { readonly [Key in keyof PublishedTypes]: EventNamed<PublishedTypes[Key]> };

export type RoutingKey = keyof PublishedEvents;

/** An event under a routing key. */
export type PublishedAs<Key extends RoutingKey = RoutingKey> = {
  readonly [K in Key]: { readonly key: K; readonly event: PublishedEvents[K] };
}[Key];

export type PublicEvent = PublishedEvents[RoutingKey];

/** Under which routing keys an event is made public, each at most once: none for what concerns the engine alone. */
export const publications = reactions<readonly PublishedAs[]>()<PublicEvent['type']>({
  OrderPlaced: (event) => [{ key: 'order.created', event }],
  OrderConfirmed: (event) => [{ key: 'order.confirmed', event }],
  OrderCancelled: (event) => [{ key: 'order.cancelled', event }],
  OrderLinesCancelled: (event) => (event.data.status === 'delivered' ? [{ key: 'order.delivered', event }] : []),
  OrderReturnRefunded: (event) => (event.data.status === 'refunded' ? [{ key: 'order.refunded', event }] : []),
  PaymentStarted: (event) => [{ key: 'payment.pending', event }],
  // Money that comes for a cancelled order is given back: it confirms nothing.
  PaymentCaptured: (event) => [
    { key: 'payment.succeeded', event },
    ...(event.data.status === 'cancelled' ? [] : [{ key: 'order.payment_confirmed' as const, event }]),
  ],
  PaymentFailed: (event) => [{ key: 'payment.failed', event }],
  RefundSucceeded: (event) => [{ key: 'payment.refunded', event }],
  FulfillmentAssigned: (event) => [
    { key: 'fulfillment.assigned', event },
    ...(isFirstAssignment(event) ? [{ key: 'order.processing' as const, event }] : []),
  ],
  FulfillmentTaskCancelled: (event) => [{ key: 'fulfillment.cancelled', event }],
  ShipmentCreated: (event) => [{ key: 'shipment.created', event }],
  ShipmentDispatched: (event) => [
    { key: 'shipment.dispatched', event },
    ...(event.data.attempt === 1 && event.data.status === 'shipped' ? [{ key: 'order.shipped' as const, event }] : []),
  ],
  ShipmentTracked: (event) => [{ key: 'shipment.in_transit', event }],
  ShipmentDelivered: (event) => [
    { key: 'shipment.delivered', event },
    ...(event.data.status === 'delivered' ? [{ key: 'order.delivered' as const, event }] : []),
  ],
  ShipmentFailed: (event) => [{ key: 'shipment.failed', event }],
  ReturnRequested: (event) => [{ key: 'return.requested', event }],
  ReturnApproved: (event) => [{ key: 'return.approved', event }],
  ReturnRejected: (event) => [{ key: 'return.rejected', event }],
  ReturnReceived: (event) => [{ key: 'return.received', event }],
  ReturnRefunded: (event) => [{ key: 'return.refunded', event }],
  CartAbandoned: (event) => [{ key: 'cart.abandoned', event }],
  CartRecovered: (event) => [{ key: 'cart.recovered', event }],
  PosTransactionCompleted: (event) => [{ key: 'pos.completed', event }],
  // What was given up before it was sold is never public.
  PosTransactionVoided: (event) => (event.data.wasCompleted ? [{ key: 'pos.voided', event }] : []),
});

/** Tasks are numbered over the order's whole life. */
const isFirstAssignment = ({ data }: EventNamed<'FulfillmentAssigned'>): boolean =>
  data.tasks.some(({ taskId }) => taskId === `${data.orderId}.F1`);
