import type { z } from 'zod';
import type { OrderDocument, OrderSummary, PaymentView } from '../../../projections/orders/view.ts';
import type { TaxDocumentSummary } from '../../../projections/tax-documents/view.ts';
import type { Viewer } from '../route.ts';
import type { orderDetail, orderSummary } from '../schemas/order.ts';
import { showDocumentSummary } from './document.ts';
import { moneyIn } from './money.ts';
import { showShipment, showTender } from './order-parts.ts';
import { showOrder } from './order.ts';

/** An order as it is read, with what documents it. */
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

/** For staff: customers are not told how suspicious they look. */
const riskOf = ({ screening }: PaymentView, { onlyCustomerId }: Viewer) =>
  screening === null || onlyCustomerId !== undefined
    ? null
    : { verdict: screening.verdict, reasons: [...screening.reasons] };

/** An order as lists show it. */
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
