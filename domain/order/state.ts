import type { ValuedLine } from '../shared/line-share.ts';
import type { Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { OrderStatus } from '../shared/order-status.ts';
import type { OrderTerms, TaxMode } from '../shared/policy.ts';
import type { AppliedDiscount, PricedLine, ShippingCharge, Totals } from '../shared/pricing/price-quote.ts';
import type { Quantity } from '../shared/quantity.ts';
import type {
  CaptureMode,
  ExchangeOffer,
  ExchangeOrigin,
  LineQuantity,
  OrderType,
  RefundCause,
  RefundMethod,
  ReturnRefundMethod,
  Settlement,
} from './events.ts';

/** Lists how a payment may stand. */
export const tenderStatuses = ['pending', 'authorized', 'captured', 'failed', 'void_requested', 'voided'] as const;

/** Lists how a refund may stand. */
export const refundStatuses = ['requested', 'succeeded', 'failed'] as const;

/** Lists how a shipment may stand. */
export const shipmentStatuses = [
  'created',
  'dispatched',
  'in_transit',
  'delivered',
  'failed',
  'returned_to_sender',
] as const;

/** Lists how a return may stand, as its order knows it. */
export const orderReturnStatuses = ['requested', 'rejected', 'received', 'refunded'] as const;

/**
 * Counts how far each unit of a line has come. Every counter counts units that got at least so far, so
 * delivered <= shipped <= inShipment <= packed <= picked <= assigned <= quantity - cancelled + (cancelled after shipping).
 */
export interface LineProgress {
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

export interface OrderLine extends PricedLine, LineProgress {}

export interface PaymentState {
  readonly paymentId: string;
  readonly method: string;
  readonly settlement: Settlement;
  readonly amount: Minor;
  readonly reference: string | null;
  /** When the gateway shall take the money. */
  readonly capture: CaptureMode;
  /** The gateway's own id, once it is known. */
  readonly gatewayPaymentId: string | null;
  readonly status: (typeof tenderStatuses)[number];
  readonly authorized: Minor;
  readonly captured: Minor;
  /** Asked for and not failed: what limits further refunds. */
  readonly refundRequested: Minor;
  readonly refunded: Minor;
  /** On terms: when the customer has to have paid; null: at once, or in payments older than terms' due dates. */
  readonly dueAt: Instant | null;
  readonly startedAt: Instant;
  /** The first capture. */
  readonly paidAt: Instant | null;
}

export interface RefundState {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amount: Minor;
  readonly method: RefundMethod;
  readonly cause: RefundCause;
  readonly returnId: string | null;
  readonly status: (typeof refundStatuses)[number];
}

export interface TaskState {
  readonly taskId: string;
  readonly warehouseId: string;
  readonly cancelled: boolean;
  readonly lines: readonly (LineQuantity & { readonly picked: Quantity; readonly packed: Quantity })[];
}

export interface ShipmentState {
  readonly shipmentId: string;
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string | null;
  readonly labelUrl: string | null;
  readonly estimatedDelivery: string | null;
  readonly status: (typeof shipmentStatuses)[number];
  readonly attempts: number;
  readonly lines: readonly LineQuantity[];
  readonly trackingEventIds: readonly string[];
}

/** Values a return: estimated at the request and final once received: `amount = lines' amounts + shipping - forfeited`. */
export interface OrderReturnState {
  readonly returnId: string;
  readonly rmaNumber: string;
  readonly status: (typeof orderReturnStatuses)[number];
  readonly refundMethod: ReturnRefundMethod;
  /** What was asked for; once received, what was accepted. */
  readonly lines: readonly ValuedLine[];
  readonly amount: Minor;
  /** 0 until received. */
  readonly shipping: Minor;
  /** 0 until received; below zero it is what earlier returns forfeited. */
  readonly forfeited: Minor;
  readonly exchange: ExchangeOffer | null;
  /** Whether the replacement was ordered. */
  readonly exchanged: boolean;
}

/** Keeps the facts of a placed order on their own axes. `status` is derived from them by status.ts after every event. */
export interface PlacedOrder {
  readonly exists: true;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly status: OrderStatus;
  readonly cartId: string | null;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly totals: Totals;
  readonly discounts: readonly AppliedDiscount[];
  readonly shipping: ShippingCharge | null;
  readonly paymentMethod: string;
  readonly terms: OrderTerms;
  readonly externalReference: string | null;
  /** The customer's own number for what they buy. */
  readonly purchaseOrderNumber: string | null;
  /** The offer that it was placed from. */
  readonly salesQuoteId: string | null;
  /** null: an order of its own. */
  readonly exchangeOf: ExchangeOrigin | null;
  readonly placedAt: Instant;

  readonly reservationId: string | null;
  readonly reservationExpiresAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  /** When the last line was delivered: the return window runs from here. */
  readonly deliveredAt: Instant | null;
  readonly returnWindowClosedAt: Instant | null;
  /** ISO 3166-1 alpha-2, null if unknown: all that decisions need of the addresses. */
  readonly billingCountry: string | null;
  readonly shippingCountry: string | null;

  readonly lines: readonly OrderLine[];
  readonly payments: readonly PaymentState[];
  readonly refunds: readonly RefundState[];
  readonly tasks: readonly TaskState[];
  readonly shipments: readonly ShipmentState[];
  readonly returns: readonly OrderReturnState[];
}

export type OrderState = { readonly exists: false } | PlacedOrder;

export const noOrder: OrderState = { exists: false };
