import { z } from 'zod';
import { currency, id, instant, item, money, order, orderStatus, quantity, reason } from './parts.ts';

const head = z.object({ ...order, status: orderStatus });

const created = head.extend({
  order_type: z.enum(['online', 'pos', 'phone', 'b2b', 'subscription']),
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

/** What is told of orders, by routing key. */
export const orderMessages = {
  'order.created': created.describe('An order was placed'),
  'order.confirmed': head.extend({ total: money, currency }).describe('It is paid, or promised to be, in full'),
  'order.payment_confirmed': head
    .extend({ payment_id: id, amount: money, currency })
    .describe('Money for it has come; with several payments, each tells its own'),
  'order.cancelled': head.extend({ reason }).describe('It will not be fulfilled'),
  'order.processing': head.extend({ task_ids: z.array(id) }).describe('Warehouses are at work on it'),
  'order.shipped': head
    .extend({
      shipment_id: id.describe('the last one to leave'),
      tracking_number: z.string().nullable(),
      estimated_delivery: z.iso.date().nullable(),
    })
    .describe('All of it is on its way'),
  'order.delivered': head.describe('All that could be delivered is'),
  'order.refunded': head.extend({ return_id: id, amount: money, currency }).describe('It came back and is paid back'),
};

const task = z.object({
  task_id: id,
  warehouse_id: id,
  items: z.array(item.extend({ sku: z.string(), product_name: z.string() })),
});

/** What warehouses are told, by routing key. They answer with `warehouse.task.picked` and `warehouse.task.packed`. */
export const fulfillmentMessages = {
  'fulfillment.assigned': head.extend({ tasks: z.array(task) }).describe('Goods to pick and pack'),
  'fulfillment.cancelled': head.extend({ task_id: id, reason }).describe('A task that is not to be done any more'),
};
