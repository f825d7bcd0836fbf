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
} from './event-parts.ts';

// Holds what the events say of an order: the aggregate decides by it, the read model shows it.

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
  /** Counts units held by open returns. */
  readonly returning: Quantity;
  /** Counts units received back and accepted. */
  readonly returned: Quantity;
}

export interface OrderLine extends PricedLine, LineProgress {}

export interface PaymentState {
  readonly paymentId: string;
  readonly method: string;
  readonly settlement: Settlement;
  readonly amount: Minor;
  readonly reference: string | null;
  /** Says when the gateway shall take the money. */
  readonly capture: CaptureMode;
  /** Holds the gateway's own id, once it is known. */
  readonly gatewayPaymentId: string | null;
  readonly status: (typeof tenderStatuses)[number];
  readonly authorized: Minor;
  readonly captured: Minor;
  /** Sums what was asked for and has not failed: it limits further refunds. */
  readonly refundRequested: Minor;
  readonly refunded: Minor;
  /** Says when the customer has to have paid on terms; null: at once, or in payments older than terms' due dates. */
  readonly dueAt: Instant | null;
  readonly startedAt: Instant;
  /** Holds the moment of the first capture. */
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

export interface ShipmentFacts {
  readonly shipmentId: string;
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string | null;
  readonly labelUrl: string | null;
  readonly estimatedDelivery: string | null;
  readonly status: (typeof shipmentStatuses)[number];
  readonly attempts: number;
  readonly lines: readonly LineQuantity[];
}

/** Values a return: estimated at the request and final once received: `amount = lines' amounts + shipping - forfeited`. */
export interface OrderReturnState {
  readonly returnId: string;
  readonly rmaNumber: string;
  readonly status: (typeof orderReturnStatuses)[number];
  readonly refundMethod: ReturnRefundMethod;
  /** Lists what was asked for; once received, what was accepted. */
  readonly lines: readonly ValuedLine[];
  readonly amount: Minor;
  /** Is 0 until received. */
  readonly shipping: Minor;
  /** Is 0 until received; below zero it is what earlier returns forfeited. */
  readonly forfeited: Minor;
  readonly exchange: ExchangeOffer | null;
  /** Says whether the replacement was ordered. */
  readonly exchanged: boolean;
}

/** Holds the facts of an order besides its payments, refunds, shipments and returns. */
export interface OrderFacts {
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
  /** Holds the customer's own number for what they buy. */
  readonly purchaseOrderNumber: string | null;
  /** Names the offer that it was placed from. */
  readonly salesQuoteId: string | null;
  /** Is null for an order of its own. */
  readonly exchangeOf: ExchangeOrigin | null;
  readonly placedAt: Instant;

  readonly reservationId: string | null;
  readonly reservationExpiresAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  /** Says when the last line was delivered: the return window runs from here. */
  readonly deliveredAt: Instant | null;
  readonly returnWindowClosedAt: Instant | null;

  readonly lines: readonly OrderLine[];
  readonly tasks: readonly TaskState[];
}

/** Copies field by field: spreading so many into one object is a hundred times slower, and orders are folded all the time. */
export const untouchedLine = (line: PricedLine): OrderLine => ({
  lineId: line.lineId,
  variantId: line.variantId,
  sku: line.sku,
  productName: line.productName,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  taxClass: line.taxClass,
  taxRate: line.taxRate,
  subtotal: line.subtotal,
  discount: line.discount,
  tax: line.tax,
  total: line.total,
  cancelled: 0,
  assigned: 0,
  picked: 0,
  packed: 0,
  inShipment: 0,
  shipped: 0,
  delivered: 0,
  returning: 0,
  returned: 0,
});

/** Moves counters of the lines that `changes` name, in one pass: `direction` -1 takes units back. */
export const advance = <
  Counter extends string,
  Line extends { readonly lineId: string } & Readonly<Record<Counter, Quantity>>,
>(
  lines: readonly Line[],
  counter: Counter,
  changes: readonly LineQuantity[],
  direction: 1 | -1 = 1,
): readonly Line[] => {
  const moved = quantities(changes);
  return lines.map((line) => {
    const quantity = moved.get(line.lineId);
    return quantity === undefined ? line : { ...line, [counter]: line[counter] + direction * quantity };
  });
};

/** Maps line ids to quantities. */
export const quantities = (lines: readonly LineQuantity[]): ReadonlyMap<string, Quantity> =>
  new Map(lines.map((line) => [line.lineId, line.quantity]));
