import { toWire } from '../../../domain/shared/money.ts';
import { quantityToWire } from '../../../domain/shared/quantity.ts';
import type { PlacedOrderFacts } from '../aggregate-lookup.ts';
import type { MessageData } from '../schemas/all.ts';
import type { fulfillmentMessages, orderMessages } from '../schemas/orders.ts';
import { itemsOf, orderHead, type Messages } from './parts.ts';

export const orders: Messages<keyof typeof orderMessages> = {
  'order.created': async (_data, about) => created(await about.order()),
  'order.confirmed': async (data, about) => {
    const order = await about.order();
    const { currency, totals } = order.quote;
    return { ...orderHead(order, data), total: toWire(totals.total, currency), currency };
  },
  'order.payment_confirmed': async (data, about) => {
    const order = await about.order();
    const { currency } = order.quote;
    const amount = toWire(data.amount, currency);
    return { ...orderHead(order, data), payment_id: data.paymentId, amount, currency };
  },
  'order.cancelled': async (data, about) => ({ ...orderHead(await about.order(), data), reason: data.reason }),
  'order.processing': async (data, about) => ({
    ...orderHead(await about.order(), data),
    task_ids: data.tasks.map(({ taskId }) => taskId),
  }),
  'order.shipped': async (data, about) => ({
    ...orderHead(await about.order(), data),
    shipment_id: data.shipmentId,
    tracking_number: data.trackingNumber,
    estimated_delivery: data.estimatedDelivery,
  }),
  'order.delivered': async (data, about) => orderHead(await about.order(), data),
  'order.refunded': async (data, about) => {
    const order = await about.order();
    const { currency } = order.quote;
    return { ...orderHead(order, data), return_id: data.returnId, amount: toWire(data.amount, currency), currency };
  },
};

const created = (order: PlacedOrderFacts): MessageData<'order.created'> => {
  const { currency, lines, shipping, totals } = order.quote;
  const money = (amount: number): number => toWire(amount, currency);
  return {
    ...orderHead(order, order),
    order_type: order.orderType,
    cart_id: order.cartId,
    external_reference: order.externalReference,
    purchase_order_number: order.purchaseOrderNumber ?? null,
    quote_id: order.salesQuoteId ?? null,
    payment_method: order.paymentMethod,
    shipping_method: shipping?.method ?? null,
    currency,
    items: lines.map((line) => ({
      order_item_id: line.lineId,
      variant_id: line.variantId,
      sku: line.sku,
      product_name: line.productName,
      quantity: quantityToWire(line.quantity),
      unit_price: money(line.unitPrice),
      subtotal: money(line.subtotal),
      discount: money(line.discount),
      tax: money(line.tax),
      total: money(line.total),
    })),
    totals: {
      subtotal: money(totals.subtotal),
      shipping: money(totals.shipping),
      tax: money(totals.tax),
      discount: money(totals.discount),
      total: money(totals.total),
    },
    reservation_expires_at: order.reservationExpiresAt,
  };
};

export const fulfillment: Messages<keyof typeof fulfillmentMessages> = {
  'fulfillment.assigned': async (data, about) => {
    const order = await about.order();
    const tasks = data.tasks.map(({ taskId, warehouseId, lines }) => ({
      task_id: taskId,
      warehouse_id: warehouseId,
      items: itemsOf(order, lines).map(({ line, item }) => ({
        ...item,
        sku: line.sku,
        product_name: line.productName,
      })),
    }));
    return { ...orderHead(order, data), tasks };
  },
  'fulfillment.cancelled': async (data, about) => ({
    ...orderHead(await about.order(), data),
    task_id: data.taskId,
    reason: data.reason,
  }),
};
