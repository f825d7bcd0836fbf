import type { z } from 'zod';
import type { ExchangeOffer, LineQuantity } from '../../../../domain/order/events.ts';
import type { OrderReturnState, PaymentState, RefundState, TaskState } from '../../../../domain/order/facts.ts';
import type { PlacedOrder, ShipmentState } from '../../../../domain/order/state.ts';
import { allowedActions } from '../../../../domain/order/transitions.ts';
import type { Minor } from '../../../../domain/shared/money.ts';
import { paymentStatusOf } from '../../../../domain/shared/payment-status.ts';
import type { PricedLine } from '../../../../domain/shared/pricing/price-quote.ts';
import { quantityToWire } from '../../../../domain/shared/quantity.ts';
import type { OrderDocument, OrderSummary, PaymentView } from '../../../../projections/orders/view.ts';
import type { TaxDocumentSummary } from '../../../../projections/tax-documents/view.ts';
import type { Viewer } from '../../server/route.ts';
import { showDocumentSummary } from '../documents/show.ts';
import { moneyIn, showOrderTotals } from '../shared/money.ts';
import type * as part from './parts.ts';
import type { order, orderDetail, orderSummary } from './schema.ts';

/** Holds what the write side's state and the read side's document have in common. */
export type OrderFacts = Omit<PlacedOrder, 'exists' | 'shipments' | 'billingCountry' | 'shippingCountry'> & {
  readonly shipments: readonly Omit<ShipmentState, 'trackingEventIds'>[];
};

const stateOf = (facts: OrderFacts): PlacedOrder => ({
  ...facts,
  exists: true,
  // Screening a payment asks for them; no action that is shown does.
  billingCountry: null,
  shippingCountry: null,
  shipments: facts.shipments.map((shipment) => ({ ...shipment, trackingEventIds: [] })),
});

/** Makes an order as a command leaves it. */
export const showOrder = (facts: OrderFacts, version: number): z.input<typeof order> => {
  const { currency, totals } = facts;
  const money = moneyIn(currency);
  const shipments = facts.shipments.map(showShipment);
  return {
    order_id: facts.orderId,
    order_number: facts.orderNumber,
    type: facts.orderType,
    status: facts.status,
    version,
    allowed_actions: [...allowedActions(stateOf(facts))],
    customer: { customer_id: facts.customerId },
    items: facts.lines.map((line) => showItem(line, money)),
    totals: showOrderTotals(totals, currency),
    payment: showPayment(facts, money),
    refunds: facts.refunds.map((refund) => showRefund(refund, money)),
    fulfillment: { tasks: facts.tasks.map(showTask) },
    shipment: shipments.at(-1) ?? null,
    shipments,
    returns: facts.returns.map((returned) => showReturn(returned, money)),
    cart_id: facts.cartId,
    external_reference: facts.externalReference,
    purchase_order_number: facts.purchaseOrderNumber,
    quote_id: facts.salesQuoteId,
    exchange_of:
      facts.exchangeOf === null ? null : { order_id: facts.exchangeOf.orderId, return_id: facts.exchangeOf.returnId },
    placed_at: facts.placedAt,
    reservation_expires_at: facts.reservationExpiresAt,
  };
};

/** Makes an order as it is read, with what documents it. */
export const showOrderDetail = (
  document: OrderDocument,
  documents: readonly TaxDocumentSummary[],
  viewer: Viewer,
): z.input<typeof orderDetail> => {
  const { customerId, personal } = document;
  const order = showOrder(document, document.version);
  const money = moneyIn(document.currency);
  return {
    ...order,
    payment: {
      ...order.payment,
      payments: document.payments.map((payment) => ({ ...showTender(payment, money), risk: riskOf(payment, viewer) })),
    },
    customer: { customer_id: customerId, name: personal.name ?? null, email: personal.email ?? null },
    shipments: document.shipments.map((shipment) => ({
      ...showShipment(shipment),
      tracking_events: shipment.tracking.map((event) => ({
        tracking_event_id: event.trackingEventId,
        status: event.status,
        location: event.location,
        description: event.description,
        occurred_at: event.occurredAt,
      })),
    })),
    shipping_address: personal.shippingAddress ?? null,
    billing_address: personal.billingAddress ?? null,
    documents: documents.map(showDocumentSummary),
    timeline: document.timeline.map(({ status, timestamp }) => ({ status, timestamp })),
  };
};

/** Shows staff how suspicious a payment looks; customers never see it. */
const riskOf = ({ screening }: PaymentView, { onlyCustomerId }: Viewer) =>
  screening === null || onlyCustomerId !== undefined
    ? null
    : { verdict: screening.verdict, reasons: [...screening.reasons] };

/** Makes an order as lists show it. */
export const showOrderSummary = (summary: OrderSummary): z.input<typeof orderSummary> => ({
  order_id: summary.orderId,
  order_number: summary.orderNumber,
  type: summary.orderType,
  status: summary.status,
  version: summary.version,
  customer_id: summary.customerId,
  total: moneyIn(summary.currency)(summary.total),
  currency: summary.currency,
  items_count: summary.linesCount,
  payment_status: summary.paymentStatus,
  placed_at: summary.placedAt,
});

type Money = (minor: Minor) => number;

const showLine = ({ lineId, quantity }: LineQuantity): z.input<typeof part.lineQuantity> => ({
  order_item_id: lineId,
  quantity: quantityToWire(quantity),
});

export const showItem = (line: PricedLine, money: Money): z.input<typeof part.orderItem> => ({
  ...showLine(line),
  variant_id: line.variantId,
  sku: line.sku,
  product_name: line.productName,
  unit_price: money(line.unitPrice),
  discount: money(line.discount),
  tax: money(line.tax),
  subtotal: money(line.subtotal),
});

export const showTender = (payment: PaymentState, money: Money): z.input<typeof part.payment> => ({
  payment_id: payment.paymentId,
  method: payment.method,
  status: payment.status,
  amount: money(payment.amount),
  authorized: money(payment.authorized),
  captured: money(payment.captured),
  refunded: money(payment.refunded),
  gateway_payment_id: payment.gatewayPaymentId,
  due_at: payment.dueAt,
  paid_at: payment.paidAt,
});

interface PaidOrder {
  readonly paymentMethod: string;
  readonly totals: { readonly total: Minor };
  readonly payments: readonly PaymentState[];
}

/** Until there is a payment, its method is the one that the buyer chose. */
export const showPayment = (order: PaidOrder, money: Money): z.input<typeof part.orderPayment> => {
  const { payments } = order;
  const sumOf = (of: (payment: PaymentState) => Minor): Minor =>
    payments.reduce((sum, payment) => sum + of(payment), 0);
  return {
    status: paymentStatusOf(order.totals.total, payments),
    method: payments.at(-1)?.method ?? order.paymentMethod,
    paid_at: payments.map(({ paidAt }) => paidAt).find((paidAt) => paidAt !== null) ?? null,
    captured: money(sumOf(({ captured }) => captured)),
    refunded: money(sumOf(({ refunded }) => refunded)),
    payments: payments.map((payment) => showTender(payment, money)),
  };
};

export const showRefund = (refund: RefundState, money: Money): z.input<typeof part.refund> => ({
  refund_id: refund.refundId,
  payment_id: refund.paymentId,
  amount: money(refund.amount),
  method: refund.method,
  cause: refund.cause,
  status: refund.status,
});

export const showTask = (task: TaskState): z.input<typeof part.task> => ({
  task_id: task.taskId,
  warehouse_id: task.warehouseId,
  cancelled: task.cancelled,
  items: task.lines.map((line) => ({
    ...showLine(line),
    picked: quantityToWire(line.picked),
    packed: quantityToWire(line.packed),
  })),
});

export const showShipment = (shipment: Omit<ShipmentState, 'trackingEventIds'>): z.input<typeof part.shipment> => ({
  shipment_id: shipment.shipmentId,
  carrier: shipment.carrier,
  service: shipment.service,
  tracking_number: shipment.trackingNumber,
  status: shipment.status,
  estimated_delivery: shipment.estimatedDelivery,
  items: shipment.lines.map(showLine),
});

export const showReturn = (returned: OrderReturnState, money: Money): z.input<typeof part.orderReturn> => ({
  return_id: returned.returnId,
  rma_number: returned.rmaNumber,
  status: returned.status,
  refund_method: returned.refundMethod,
  exchange: showExchange(returned.exchange, money),
  amount: money(returned.amount),
  items: returned.lines.map(showLine),
});

export const showExchange = (exchange: ExchangeOffer | null, money: Money): z.input<typeof part.exchange> | null =>
  exchange === null
    ? null
    : {
        order_id: exchange.orderId,
        order_number: exchange.orderNumber,
        total: money(exchange.quote.totals.total),
      };
