import type {
  CaptureMode,
  ExchangeOffer,
  ExchangeOrigin,
  LineQuantity,
  OrderType,
  PaymentScreened,
  RefundCause,
  RefundMethod,
  ReturnRefundMethod,
  Settlement,
} from '../../domain/order/events.ts';
import type { PersonalData } from '../../domain/shared/personal-data.ts';
import type { ValuedLine } from '../../domain/shared/line-share.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { OrderStatus } from '../../domain/shared/order-status.ts';
import type { OrderTerms, TaxMode } from '../../domain/shared/policy.ts';
import type { AppliedDiscount, PricedLine, ShippingCharge, Totals } from '../../domain/shared/pricing/price-quote.ts';
import type { OrderPaymentStatus } from '../../domain/shared/payment-status.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';

/** Describes a line with its frozen amounts and how far its units have come: each counter counts units that got at least so far. */
export interface OrderLineView extends PricedLine {
  readonly cancelled: Quantity;
  readonly assigned: Quantity;
  readonly picked: Quantity;
  readonly packed: Quantity;
  readonly inShipment: Quantity;
  readonly shipped: Quantity;
  readonly delivered: Quantity;
  /** Held by open returns. */
  readonly returning: Quantity;
  /** Received back and accepted. */
  readonly returned: Quantity;
}

export type Screening = Pick<PaymentScreened['data'], 'verdict' | 'reasons'>;

export interface PaymentView {
  readonly paymentId: string;
  readonly method: string;
  readonly settlement: Settlement;
  readonly status: 'pending' | 'authorized' | 'captured' | 'failed' | 'void_requested' | 'voided';
  readonly amount: Minor;
  readonly authorized: Minor;
  readonly captured: Minor;
  /** Asked for and not failed. */
  readonly refundRequested: Minor;
  readonly refunded: Minor;
  readonly reference: string | null;
  /** When the gateway shall take the money. */
  readonly capture: CaptureMode;
  /** Holds the gateway's own id of it. */
  readonly gatewayPaymentId: string | null;
  /** Holds what the fraud rules made of it; null if they were not asked. */
  readonly screening: Screening | null;
  readonly failureReason: string | null;
  /** On terms: when the customer has to have paid. */
  readonly dueAt: Instant | null;
  readonly startedAt: Instant;
  /** Holds the first capture. */
  readonly paidAt: Instant | null;
}

export interface RefundView {
  readonly refundId: string;
  readonly paymentId: string;
  readonly status: 'requested' | 'succeeded' | 'failed';
  readonly amount: Minor;
  readonly method: RefundMethod;
  readonly cause: RefundCause;
  readonly returnId: string | null;
  readonly requestedAt: Instant;
}

export interface TaskView {
  readonly taskId: string;
  readonly warehouseId: string;
  readonly cancelled: boolean;
  readonly lines: readonly (LineQuantity & { readonly picked: Quantity; readonly packed: Quantity })[];
}

export interface TrackingEventView {
  readonly trackingEventId: string;
  readonly status: string;
  readonly location: string | null;
  readonly description: string | null;
  readonly occurredAt: Instant;
}

export interface ShipmentView {
  readonly shipmentId: string;
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string | null;
  readonly labelUrl: string | null;
  /** Why the carrier sold no label, the last time it was asked. */
  readonly labelFailure: string | null;
  /** Calendar date, `YYYY-MM-DD`. */
  readonly estimatedDelivery: string | null;
  readonly status: 'created' | 'dispatched' | 'in_transit' | 'delivered' | 'failed' | 'returned_to_sender';
  readonly attempts: number;
  readonly lines: readonly LineQuantity[];
  readonly tracking: readonly TrackingEventView[];
  readonly dispatchedAt: Instant | null;
  readonly deliveredAt: Instant | null;
}

/** Describes the return as its order knows it; the rest is the Return's own document. */
export interface OrderReturnView {
  readonly returnId: string;
  readonly rmaNumber: string;
  readonly status: 'requested' | 'rejected' | 'received' | 'refunded';
  readonly reason: string;
  readonly refundMethod: ReturnRefundMethod;
  /** Holds what was asked for; once received, what was accepted. */
  readonly lines: readonly ValuedLine[];
  /** Estimated at the request, final once received: the lines' amounts, plus `shipping`, less `forfeited`. */
  readonly amount: Minor;
  readonly shipping: Minor;
  readonly forfeited: Minor;
  /** Holds the goods that are wanted instead; null: none. */
  readonly exchange: ExchangeOffer | null;
  /** Says whether the replacement was ordered. */
  readonly exchanged: boolean;
  readonly requestedAt: Instant;
}

export interface StatusChange {
  readonly status: OrderStatus;
  /** Business time. */
  readonly timestamp: Instant;
}

/** Describes an order as it is read: everything about it, its facts named as in the domain. */
export interface OrderDocument {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly status: OrderStatus;
  /** Holds the stream's. */
  readonly version: number;
  readonly cartId: string | null;
  readonly customerId: string | null;
  readonly personal: PersonalData;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly totals: Totals;
  readonly discounts: readonly AppliedDiscount[];
  readonly shipping: ShippingCharge | null;
  readonly externalReference: string | null;
  /** Holds the customer's own number for what they buy. */
  readonly purchaseOrderNumber: string | null;
  /** Holds the offer that it was placed from. */
  readonly salesQuoteId: string | null;
  /** null: an order of its own. */
  readonly exchangeOf: ExchangeOrigin | null;
  readonly paymentMethod: string;
  /** Frozen when it was placed; what `allowed_actions` depends on besides the facts. */
  readonly terms: OrderTerms;
  readonly paymentStatus: OrderPaymentStatus;
  /** Sums over the payments. */
  readonly captured: Minor;
  readonly refunded: Minor;
  readonly placedAt: Instant;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
  readonly reservationId: string | null;
  readonly reservationExpiresAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly cancellationReason: string | null;
  /** When the last line was delivered. */
  readonly deliveredAt: Instant | null;
  readonly returnWindowClosedAt: Instant | null;
  readonly lines: readonly OrderLineView[];
  readonly payments: readonly PaymentView[];
  readonly refunds: readonly RefundView[];
  readonly tasks: readonly TaskView[];
  readonly shipments: readonly ShipmentView[];
  readonly returns: readonly OrderReturnView[];
  /** One entry whenever the status changed, the first one when it was placed. */
  readonly timeline: readonly StatusChange[];
}

/** Describes an order as lists show it. */
export interface OrderSummary {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly status: OrderStatus;
  readonly version: number;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly total: Minor;
  readonly linesCount: number;
  readonly captured: Minor;
  readonly refunded: Minor;
  readonly paymentStatus: OrderPaymentStatus;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
}

/** Describes a payment on terms of which its customer still owes something. */
export interface DuePayment {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly paymentId: string;
  /** Holds what is left to pay. */
  readonly amount: Minor;
  /** null: payments older than due dates. */
  readonly dueAt: Instant | null;
}
