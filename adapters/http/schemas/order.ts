import { paymentStatuses } from '../../../domain/shared/payment-status.ts';
import { z } from 'zod';
import { orderStatuses } from '../../../domain/shared/order-status.ts';
import { address, currency } from './common.ts';
import { documentSummary } from './document.ts';
import * as part from './order-parts.ts';

const orderType = z.enum(['online', 'pos', 'phone', 'b2b', 'subscription']);

/** An order as a command leaves it. */
export const order = z
  .object({
    order_id: z.string(),
    order_number: z.string(),
    type: orderType,
    status: z.enum(orderStatuses),
    version: z.int(),
    allowed_actions: z.array(z.string()),
    customer: z.object({ customer_id: z.string().nullable() }),
    items: z.array(part.orderItem),
    totals: part.orderTotals,
    payment: part.orderPayment,
    refunds: z.array(part.refund),
    fulfillment: z.object({ tasks: z.array(part.task) }),
    shipment: part.shipment.nullable(),
    shipments: z.array(part.shipment),
    returns: z.array(part.orderReturn),
    cart_id: z.string().nullable(),
    external_reference: z.string().nullable(),
    purchase_order_number: z.string().nullable().describe('the customer’s own number for what they buy'),
    quote_id: z.string().nullable().describe('the offer that it was placed from'),
    exchange_of: z
      .object({ order_id: z.string(), return_id: z.string() })
      .nullable()
      .describe('the return whose goods this order replaces'),
    placed_at: z.string(),
    reservation_expires_at: z.string().nullable(),
  })
  .meta({ id: 'Order' });

const trackedShipment = part.shipment
  .extend({
    tracking_events: z.array(
      z.object({
        tracking_event_id: z.string(),
        status: z.string(),
        location: z.string().nullable(),
        description: z.string().nullable(),
        occurred_at: z.string(),
      }),
    ),
  })
  .meta({ id: 'TrackedShipment' });

/** An order as it is read: with the person, and how it came to be what it is. */
export const orderDetail = order
  .extend({
    customer: z.object({
      customer_id: z.string().nullable(),
      name: z.string().nullable(),
      email: z.string().nullable(),
    }),
    payment: part.orderPayment.extend({ payments: z.array(part.screenedPayment) }).meta({ id: 'OrderPaymentDetail' }),
    shipments: z.array(trackedShipment),
    shipping_address: address.nullable(),
    billing_address: address.nullable(),
    documents: z.array(documentSummary),
    timeline: z.array(z.object({ status: z.enum(orderStatuses), timestamp: z.string() })),
  })
  .meta({ id: 'OrderDetail' });

export const placedFromCart = z
  .object({
    order_id: z.string(),
    order_number: z.string(),
    status: z.enum(orderStatuses),
    total: z.number(),
    currency,
    items_count: z.int(),
    reservation_expires_at: z.string().nullable(),
    payment_required: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'PlacedFromCart' });

export const orderSummary = z
  .object({
    order_id: z.string(),
    order_number: z.string(),
    type: orderType,
    status: z.enum(orderStatuses),
    version: z.int(),
    customer_id: z.string().nullable(),
    total: z.number(),
    currency,
    items_count: z.int(),
    payment_status: z.enum(paymentStatuses),
    placed_at: z.string(),
  })
  .meta({ id: 'OrderSummary' });
