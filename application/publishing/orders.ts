import { z } from 'zod';
import { toWire } from '../../domain/shared/money.ts';
import { channels } from '../../domain/shared/pricing/promotion.ts';
import { quantityToWire } from '../../domain/shared/quantity.ts';
import type { PlacedOrderFacts } from './aggregate-lookup.ts';
import { currency, id, instant, type Messages, money, ofOrder, orderHead, quantity, reason } from './message-parts.ts';

const created = ofOrder.extend({
  order_type: z.enum(channels),
  cart_id: id.nullable(),
  external_reference: z.string().nullable().describe('the name of the order elsewhere'),
  purchase_order_number: z.string().nullable().describe('the customer’s own number for what they buy'),
  quote_id: id.nullable().describe('the offer that it was placed from'),
  payment_method: id,
  shipping_method: id.nullable(),
  currency,
  items: z.array(
    z.object({
      order_item_id: id,
      variant_id: id,
      sku: z.string(),
      product_name: z.string(),
      quantity,
      unit_price: money,
      subtotal: money,
      discount: money,
      tax: money,
      total: money,
    }),
  ),
  totals: z.object({ subtotal: money, shipping: money, tax: money, discount: money, total: money }),
  reservation_expires_at: instant.nullable(),
});

/** Lists what is published of orders, by routing key. */
export const orderMessages = {
  'order.created': created.describe('An order was placed'),
  'order.confirmed': ofOrder.extend({ total: money, currency }).describe('It is paid, or promised to be, in full'),
  'order.payment_confirmed': ofOrder
    .extend({ payment_id: id, amount: money, currency })
    .describe('Money for it has come; with several payments, each tells its own'),
  'order.cancelled': ofOrder.extend({ reason }).describe('It will not be fulfilled'),
  'order.processing': ofOrder.extend({ task_ids: z.array(id) }).describe('Warehouses are at work on it'),
  'order.shipped': ofOrder
    .extend({
      shipment_id: id.describe('the last one to leave'),
      tracking_number: z.string().nullable(),
      estimated_delivery: z.iso.date().nullable(),
    })
    .describe('All of it is on its way'),
  'order.delivered': ofOrder.describe('All that could be delivered is'),
  'order.refunded': ofOrder
    .extend({ return_id: id, amount: money, currency })
    .describe('It came back and is paid back'),
};

export const orders: Messages<typeof orderMessages> = {
  'order.created': async (_data, about) => createdOf(await about.order()),
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

const createdOf = (order: PlacedOrderFacts): z.input<typeof created> => {
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
