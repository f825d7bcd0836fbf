import type { Address } from '../shared/address.ts';
import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import type { OrderLimits, OrderTerms } from '../shared/policy.ts';
import type { Quote } from '../shared/pricing/quote.ts';
import type { LineQuantity, OrderType, RefundCause, RefundMethod, Settlement } from './events.ts';

/** Every command carries its own time (`at`) and the ids of what it makes. */
interface At {
  readonly at: Instant;
}

export interface PlaceOrder extends At {
  readonly type: 'PlaceOrder';
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly cartId: string | null;
  readonly customerId: string | null;
  readonly quote: Quote;
  readonly paymentMethod: string;
  readonly limits: OrderLimits;
  readonly terms: OrderTerms;
  /** null: nothing is reserved or deducted for this order. */
  readonly reservationExpiresAt: Instant | null;
  readonly externalReference: string | null;
  readonly personal: {
    readonly name?: string;
    readonly email?: string;
    readonly shippingAddress?: Address;
    readonly billingAddress?: Address;
  };
}

export interface RecordStockReserved extends At {
  readonly type: 'RecordStockReserved';
  readonly reservationId: string;
}

/** The inventory said no: an order without stock cannot go on, so it is cancelled (and refunded). */
export interface RecordStockReservationFailed extends At {
  readonly type: 'RecordStockReservationFailed';
  readonly shortfalls: readonly { readonly variantId: string; readonly available: number }[];
}

/** By the scheduler, at or after `reservationExpiresAt`; too early or already paid is no event. */
export interface ExpireReservation extends At {
  readonly type: 'ExpireReservation';
}

/** `immediate` tenders are captured, `terms` are authorised by the same command. */
export interface StartPayment extends At {
  readonly type: 'StartPayment';
  readonly paymentId: string;
  readonly method: string;
  readonly settlement: Settlement;
  readonly amount: Minor;
  readonly reference: string | null;
}

export interface RecordPaymentAuthorized extends At {
  readonly type: 'RecordPaymentAuthorized';
  readonly paymentId: string;
  readonly amount: Minor;
}

/**
 * The money came: `captured` is the payment's captured total so far as its gateway tells it, so that a report that comes
 * twice, late or out of order adds nothing. A capture for a dead order, or beyond the order's total, is refunded.
 */
export interface RecordPaymentCaptured extends At {
  readonly type: 'RecordPaymentCaptured';
  readonly paymentId: string;
  readonly captured: Minor;
}

export interface RecordPaymentFailed extends At {
  readonly type: 'RecordPaymentFailed';
  readonly paymentId: string;
  readonly reason: string;
}

export interface RecordPaymentVoided extends At {
  readonly type: 'RecordPaymentVoided';
  readonly paymentId: string;
}

/**
 * Splits `amount` over the captured payments by what each can still refund. For a return (`returnId`) the amount is the
 * return's own and `amount` is null. Refund ids are `<refundId>` for one payment, `<refundId>.2`, `.3`, … for more.
 */
export interface RequestRefund extends At {
  readonly type: 'RequestRefund';
  readonly refundId: string;
  readonly amount: Minor | null;
  readonly method: RefundMethod;
  readonly cause: RefundCause;
  readonly returnId: string | null;
}

export interface RecordRefundSucceeded extends At {
  readonly type: 'RecordRefundSucceeded';
  readonly refundId: string;
}

export interface RecordRefundFailed extends At {
  readonly type: 'RecordRefundFailed';
  readonly refundId: string;
  readonly reason: string;
}

export interface CancelOrder extends At {
  readonly type: 'CancelOrder';
  readonly reason: string;
  readonly cancelledBy: string;
  /** Needed once fulfilment is assigned. */
  readonly approvedBy: string | null;
}

/** Without `lines` a task takes everything of the order that is not assigned yet. */
export interface AssignFulfillment extends At {
  readonly type: 'AssignFulfillment';
  readonly tasks: readonly { readonly warehouseId: string; readonly lines: readonly LineQuantity[] | null }[];
}

/** Gives a task up before anything of it was picked; its lines can be assigned again. */
export interface CancelFulfillmentTask extends At {
  readonly type: 'CancelFulfillmentTask';
  readonly taskId: string;
  readonly reason: string;
}

/** Without `lines`: everything of the task that is left to pick. */
export interface PickItems extends At {
  readonly type: 'PickItems';
  readonly taskId: string;
  readonly lines: readonly LineQuantity[] | null;
}

/** Without `lines`: everything of the task that is picked and not packed. What is packed must have been picked. */
export interface PackItems extends At {
  readonly type: 'PackItems';
  readonly taskId: string;
  readonly lines: readonly LineQuantity[] | null;
}

/** Without `lines`: everything that is packed and in no shipment yet. */
export interface CreateShipment extends At {
  readonly type: 'CreateShipment';
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string | null;
  readonly labelUrl: string | null;
  readonly lines: readonly LineQuantity[] | null;
}

/** Also sends a failed shipment out again. */
export interface DispatchShipment extends At {
  readonly type: 'DispatchShipment';
  readonly shipmentId: string;
  readonly trackingNumber: string | null;
  readonly estimatedDelivery: string | null;
}

export interface TrackShipment extends At {
  readonly type: 'TrackShipment';
  readonly shipmentId: string;
  readonly trackingEventId: string;
  readonly trackingStatus: string;
  readonly location: string | null;
  readonly description: string | null;
  readonly occurredAt: Instant;
}

export interface DeliverShipment extends At {
  readonly type: 'DeliverShipment';
  readonly shipmentId: string;
}

export interface FailShipment extends At {
  readonly type: 'FailShipment';
  readonly shipmentId: string;
  readonly reason: string;
}

/** Undeliverable: cancels what was in the shipment and refunds it under `refundId`. */
export interface ReturnShipmentToSender extends At {
  readonly type: 'ReturnShipmentToSender';
  readonly shipmentId: string;
  readonly refundId: string;
}

/** `lines` may name a line of the order more than once, each time with a reason of its own. */
export interface RequestReturn extends At {
  readonly type: 'RequestReturn';
  readonly returnId: string;
  readonly reason: string;
  readonly refundMethod: RefundMethod;
  readonly lines: readonly (LineQuantity & { readonly reasonDetail: string | null })[];
}

/** By the returns process, once the Return was rejected. */
export interface RecordReturnRejected extends At {
  readonly type: 'RecordReturnRejected';
  readonly returnId: string;
}

/** By the returns process, once the Return was received in full; `lines` are what was accepted. */
export interface RecordReturnReceived extends At {
  readonly type: 'RecordReturnReceived';
  readonly returnId: string;
  readonly lines: readonly LineQuantity[];
}

export type OrderCommand =
  | PlaceOrder
  | RecordStockReserved
  | RecordStockReservationFailed
  | ExpireReservation
  | StartPayment
  | RecordPaymentAuthorized
  | RecordPaymentCaptured
  | RecordPaymentFailed
  | RecordPaymentVoided
  | RequestRefund
  | RecordRefundSucceeded
  | RecordRefundFailed
  | CancelOrder
  | AssignFulfillment
  | CancelFulfillmentTask
  | PickItems
  | PackItems
  | CreateShipment
  | DispatchShipment
  | TrackShipment
  | DeliverShipment
  | FailShipment
  | ReturnShipmentToSender
  | RequestReturn
  | RecordReturnRejected
  | RecordReturnReceived;
