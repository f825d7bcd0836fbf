import type { Address } from '../shared/address.ts';
import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { OrderStatus } from '../shared/order-status.ts';
import type { OrderTerms } from '../shared/policy.ts';
import type { Quote } from '../shared/pricing/quote.ts';
import type { Quantity } from '../shared/quantity.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export type OrderType = 'online' | 'pos' | 'phone' | 'b2b' | 'subscription';

/** Some of a line: `lineId` is the order's (`L1`). */
export interface LineQuantity {
  readonly lineId: string;
  readonly quantity: Quantity;
}

/**
 * How a tender's money arrives. `immediate`: with the command (cash, a card terminal, `external`). `gateway`: a payment
 * provider tells us later. `terms`: on account, paid after delivery.
 */
export type Settlement = 'immediate' | 'gateway' | 'terms';

export type RefundCause = 'cancellation' | 'return' | 'late_payment' | 'overpayment' | 'undeliverable' | 'goodwill';

/** Where refunded money goes. `original_payment` goes back the way it came. */
export type RefundMethod = 'original_payment' | 'store_credit' | 'cash';

/** What every event of an order says besides its own facts: the derived status once it has happened. */
type OrderEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly orderId: string; readonly status: OrderStatus; readonly at: Instant } & Data
>;

export type OrderPlaced = OrderEventOf<
  'OrderPlaced',
  {
    readonly orderNumber: string;
    readonly orderType: OrderType;
    readonly cartId: string | null;
    readonly customerId: string | null;
    readonly quote: Quote;
    readonly paymentMethod: string;
    readonly terms: OrderTerms;
    /** null: the goods are not ours to reserve or deduct (imported history). */
    readonly reservationExpiresAt: Instant | null;
    /** The order's name elsewhere: a customer's purchase-order number, an imported invoice number. */
    readonly externalReference: string | null;
    readonly personal: {
      readonly name?: string;
      readonly email?: string;
      readonly shippingAddress?: Address;
      readonly billingAddress?: Address;
    };
  }
>;

export type StockReserved = OrderEventOf<'StockReserved', { readonly reservationId: string }>;

export type StockReservationFailed = OrderEventOf<
  'StockReservationFailed',
  { readonly shortfalls: readonly { readonly variantId: string; readonly available: Quantity }[] }
>;

export type PaymentStarted = OrderEventOf<
  'PaymentStarted',
  {
    readonly paymentId: string;
    readonly method: string;
    readonly settlement: Settlement;
    readonly amount: Minor;
    /** The provider's or the caller's own reference: never a card number. */
    readonly reference: string | null;
  }
>;

/** The money is promised (held, or on account), not yet ours. */
export type PaymentAuthorized = OrderEventOf<
  'PaymentAuthorized',
  { readonly paymentId: string; readonly amount: Minor }
>;

/** `amount` more of this payment is ours. */
export type PaymentCaptured = OrderEventOf<'PaymentCaptured', { readonly paymentId: string; readonly amount: Minor }>;

export type PaymentFailed = OrderEventOf<'PaymentFailed', { readonly paymentId: string; readonly reason: string }>;

/** What is not captured of this payment shall be given up at the gateway. */
export type PaymentVoidRequested = OrderEventOf<'PaymentVoidRequested', { readonly paymentId: string }>;

export type PaymentVoided = OrderEventOf<'PaymentVoided', { readonly paymentId: string }>;

/** Paid (captured or promised) in full: the order is binding. */
export type OrderConfirmed = OrderEventOf<'OrderConfirmed', { readonly reservationId: string | null }>;

export type RefundRequested = OrderEventOf<
  'RefundRequested',
  {
    readonly refundId: string;
    readonly paymentId: string;
    readonly amount: Minor;
    readonly method: RefundMethod;
    readonly cause: RefundCause;
    readonly returnId: string | null;
  }
>;

export type RefundSucceeded = OrderEventOf<
  'RefundSucceeded',
  {
    readonly refundId: string;
    readonly paymentId: string;
    readonly amount: Minor;
    readonly returnId: string | null;
  }
>;

export type RefundFailed = OrderEventOf<
  'RefundFailed',
  { readonly refundId: string; readonly paymentId: string; readonly reason: string }
>;

export type OrderCancelled = OrderEventOf<
  'OrderCancelled',
  {
    readonly reason: string;
    readonly cancelledBy: string;
    /** Who approved it, where the status asks for approval. */
    readonly approvedBy: string | null;
    readonly reservationId: string | null;
  }
>;

/** Part of an order that will never be delivered; `amount` is what the lines cost the buyer. */
export type OrderLinesCancelled = OrderEventOf<
  'OrderLinesCancelled',
  { readonly lines: readonly LineQuantity[]; readonly amount: Minor; readonly reason: string }
>;

export type FulfillmentAssigned = OrderEventOf<
  'FulfillmentAssigned',
  {
    readonly tasks: readonly {
      readonly taskId: string;
      readonly warehouseId: string;
      readonly lines: readonly LineQuantity[];
    }[];
  }
>;

export type FulfillmentTaskCancelled = OrderEventOf<
  'FulfillmentTaskCancelled',
  { readonly taskId: string; readonly reason: string }
>;

export type ItemsPicked = OrderEventOf<
  'ItemsPicked',
  { readonly taskId: string; readonly lines: readonly LineQuantity[] }
>;

export type ItemsPacked = OrderEventOf<
  'ItemsPacked',
  { readonly taskId: string; readonly lines: readonly LineQuantity[] }
>;

export type ShipmentCreated = OrderEventOf<
  'ShipmentCreated',
  {
    readonly shipmentId: string;
    readonly carrier: string;
    readonly service: string | null;
    readonly trackingNumber: string | null;
    readonly labelUrl: string | null;
    readonly lines: readonly LineQuantity[];
  }
>;

/** `attempt` is 1 for the first dispatch: the one that deducts stock. */
export type ShipmentDispatched = OrderEventOf<
  'ShipmentDispatched',
  {
    readonly shipmentId: string;
    readonly attempt: number;
    readonly trackingNumber: string | null;
    /** Calendar date, `YYYY-MM-DD`. */
    readonly estimatedDelivery: string | null;
    readonly reservationId: string | null;
    /** With what the inventory needs to deduct, so that its process keeps no state. */
    readonly lines: readonly (LineQuantity & { readonly variantId: string })[];
    /** False for imported history: nothing is deducted. */
    readonly stockManaged: boolean;
  }
>;

export type ShipmentTracked = OrderEventOf<
  'ShipmentTracked',
  {
    readonly shipmentId: string;
    /** The carrier's own id of the scan: the same one twice is one event. */
    readonly trackingEventId: string;
    readonly trackingStatus: string;
    readonly location: string | null;
    readonly description: string | null;
    readonly occurredAt: Instant;
  }
>;

export type ShipmentDelivered = OrderEventOf<'ShipmentDelivered', { readonly shipmentId: string }>;

export type ShipmentFailed = OrderEventOf<'ShipmentFailed', { readonly shipmentId: string; readonly reason: string }>;

/** The goods came back undelivered: they go into stock again, their lines are cancelled and refunded. */
export type ShipmentReturnedToSender = OrderEventOf<
  'ShipmentReturnedToSender',
  {
    readonly shipmentId: string;
    readonly lines: readonly (LineQuantity & { readonly variantId: string })[];
    readonly stockManaged: boolean;
  }
>;

/** The order holds these quantities for a return, whose own story is the Return aggregate's. */
export type OrderReturnRequested = OrderEventOf<
  'OrderReturnRequested',
  {
    readonly returnId: string;
    /** `RMA-<order number without its prefix>-<n>`. */
    readonly rmaNumber: string;
    readonly orderNumber: string;
    readonly customerId: string | null;
    readonly currency: Currency;
    readonly reason: string;
    readonly refundMethod: RefundMethod;
    readonly lines: readonly (LineQuantity & {
      readonly variantId: string;
      readonly sku: string;
      /** Share of the line's frozen total, if all of it is accepted. */
      readonly amount: Minor;
      /** Why, for each part of the quantity that was asked for apart. */
      readonly reasons: readonly { readonly quantity: Quantity; readonly detail: string | null }[];
    })[];
    readonly amount: Minor;
    readonly stockManaged: boolean;
  }
>;

export type OrderReturnRejected = OrderEventOf<'OrderReturnRejected', { readonly returnId: string }>;

/** `lines` are what was accepted (may be fewer than requested); `amount` is what they are refunded. */
export type OrderReturnReceived = OrderEventOf<
  'OrderReturnReceived',
  { readonly returnId: string; readonly lines: readonly LineQuantity[]; readonly amount: Minor }
>;

/** Every refund of the return has succeeded; `amount` is their sum. */
export type OrderReturnRefunded = OrderEventOf<
  'OrderReturnRefunded',
  { readonly returnId: string; readonly refundId: string; readonly amount: Minor }
>;

export type OrderEvent =
  | OrderPlaced
  | StockReserved
  | StockReservationFailed
  | PaymentStarted
  | PaymentAuthorized
  | PaymentCaptured
  | PaymentFailed
  | PaymentVoidRequested
  | PaymentVoided
  | OrderConfirmed
  | RefundRequested
  | RefundSucceeded
  | RefundFailed
  | OrderCancelled
  | OrderLinesCancelled
  | FulfillmentAssigned
  | FulfillmentTaskCancelled
  | ItemsPicked
  | ItemsPacked
  | ShipmentCreated
  | ShipmentDispatched
  | ShipmentTracked
  | ShipmentDelivered
  | ShipmentFailed
  | ShipmentReturnedToSender
  | OrderReturnRequested
  | OrderReturnRejected
  | OrderReturnReceived
  | OrderReturnRefunded;

export const orderEvents: EventSchema<OrderEvent> = {
  OrderPlaced: [],
  StockReserved: [],
  StockReservationFailed: [],
  PaymentStarted: [],
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
  OrderLinesCancelled: [],
  FulfillmentAssigned: [],
  FulfillmentTaskCancelled: [],
  ItemsPicked: [],
  ItemsPacked: [],
  ShipmentCreated: [],
  ShipmentDispatched: [],
  ShipmentTracked: [],
  ShipmentDelivered: [],
  ShipmentFailed: [],
  ShipmentReturnedToSender: [],
  OrderReturnRequested: [],
  OrderReturnRejected: [],
  OrderReturnReceived: [],
  OrderReturnRefunded: [],
};
