import type { PlacedOrder, ShipmentState } from '../../../domain/order/state.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { formatMinor, type Minor } from '../../../domain/shared/money.ts';
import { paymentStatusOf } from '../../../domain/shared/payment-status.ts';
import { formatQuantity } from '../../../domain/shared/quantity.ts';
import type { OrderSummary } from '../../../projections/orders/view.ts';

/** Holds what is shown of an order: the write side's state and the read side's document have it in common. */
export type OrderFacts = Pick<
  PlacedOrder,
  | 'orderId'
  | 'orderNumber'
  | 'orderType'
  | 'status'
  | 'customerId'
  | 'currency'
  | 'totals'
  | 'lines'
  | 'payments'
  | 'paymentMethod'
  | 'externalReference'
  | 'placedAt'
  | 'reservationExpiresAt'
> & { readonly shipments: readonly ShipmentFacts[] };

type ShipmentFacts = Pick<
  ShipmentState,
  'shipmentId' | 'carrier' | 'service' | 'trackingNumber' | 'status' | 'estimatedDelivery'
>;

/** Makes a `google.protobuf.Timestamp`. */
const toTimestamp = (instant: Instant) => {
  const milliseconds = Date.parse(instant);
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: (milliseconds - seconds * 1000) * 1_000_000 };
};

const ifAny = (instant: Instant | null) => (instant === null ? null : toTimestamp(instant));

const toPayment = (order: OrderFacts, money: (minor: Minor) => string) => {
  const { payments, paymentMethod, totals } = order;
  const sumOf = (amounts: readonly Minor[]): Minor => amounts.reduce((sum, amount) => sum + amount, 0);
  return {
    status: paymentStatusOf(totals.total, payments),
    method: payments.at(-1)?.method ?? paymentMethod,
    captured: money(sumOf(payments.map(({ captured }) => captured))),
    refunded: money(sumOf(payments.map(({ refunded }) => refunded))),
    paid_at: ifAny(payments.map(({ paidAt }) => paidAt).find((paidAt) => paidAt !== null) ?? null),
  };
};

/** Makes an `Order` message. */
export const toOrder = (order: OrderFacts, version: number) => {
  const { currency, totals } = order;
  const money = (minor: Minor): string => formatMinor(minor, currency);
  return {
    order_id: order.orderId,
    order_number: order.orderNumber,
    type: order.orderType,
    status: order.status,
    version,
    customer_id: order.customerId ?? '',
    currency,
    items: order.lines.map((line) => ({
      order_item_id: line.lineId,
      variant_id: line.variantId,
      sku: line.sku,
      product_name: line.productName,
      quantity: formatQuantity(line.quantity),
      unit_price: money(line.unitPrice),
      discount: money(line.discount),
      tax: money(line.tax),
      subtotal: money(line.subtotal),
    })),
    totals: {
      subtotal: money(totals.subtotal),
      shipping: money(totals.shipping),
      tax: money(totals.tax),
      discount: money(totals.discount),
      total: money(totals.total),
    },
    payment: toPayment(order, money),
    shipments: order.shipments.map((shipment) => ({
      shipment_id: shipment.shipmentId,
      carrier: shipment.carrier,
      service: shipment.service ?? '',
      tracking_number: shipment.trackingNumber ?? '',
      status: shipment.status,
      estimated_delivery: shipment.estimatedDelivery ?? '',
    })),
    external_reference: order.externalReference ?? '',
    placed_at: toTimestamp(order.placedAt),
    reservation_expires_at: ifAny(order.reservationExpiresAt),
  };
};

/** Makes an `OrderSummary` message. */
export const toSummary = (summary: OrderSummary) => ({
  order_id: summary.orderId,
  order_number: summary.orderNumber,
  type: summary.orderType,
  status: summary.status,
  version: summary.version,
  customer_id: summary.customerId ?? '',
  total: formatMinor(summary.total, summary.currency),
  currency: summary.currency,
  items_count: summary.linesCount,
  payment_status: summary.paymentStatus,
  placed_at: toTimestamp(summary.placedAt),
});
