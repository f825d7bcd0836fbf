import type { z } from 'zod';
import type { ExchangeOffer, LineQuantity } from '../../../domain/order/events.ts';
import type {
  OrderReturnState,
  PaymentState,
  RefundState,
  ShipmentState,
  TaskState,
} from '../../../domain/order/state.ts';
import type { Minor } from '../../../domain/shared/money.ts';
import type { PricedLine } from '../../../domain/shared/pricing/price-quote.ts';
import { quantityToWire } from '../../../domain/shared/quantity.ts';
import type * as part from '../schemas/order-parts.ts';
import { paymentStatusOf } from '../../../domain/shared/payment-status.ts';

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
