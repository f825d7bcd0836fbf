import { z } from 'zod';
import { orderStatuses } from '../../../../domain/shared/order-status.ts';
import { paymentStatuses } from '../../../../domain/shared/payment-status.ts';
import { channels } from '../../../../domain/shared/pricing/promotion.ts';
import { documentSummary, taxReceiver } from '../documents/schema.ts';
import {
  address,
  code,
  contact,
  currency,
  foreignId,
  freshness,
  id,
  instant,
  paging,
  quantity,
  some,
  text,
  version,
} from '../shared/fields.ts';
import { returnRefundMethod } from './parts.ts';
import * as part from './parts.ts';

/** Is more than any tenant's limit: only keeps the request within bounds. */
export const maximumLines = 10_000;

/** Goods that are wanted. */
const items = some(z.strictObject({ variant_id: foreignId, quantity }), maximumLines);

export const orderParams = z.strictObject({ order_id: id });

/** Each written out, or by its id in the customer's address book; the bill goes where the goods go by default. */
export const addresses = {
  shipping_address: address.exactOptional(),
  shipping_address_id: foreignId.exactOptional(),
  billing_address: address.exactOptional(),
  billing_address_id: foreignId.exactOptional(),
};

interface AddressFields {
  readonly shipping_address?: unknown;
  readonly shipping_address_id?: unknown;
  readonly billing_address?: unknown;
  readonly billing_address_id?: unknown;
}

/** Refuses an address that is both written out and named by its id. */
export const addressedOnce = <Body extends z.ZodType<AddressFields>>(body: Body) =>
  body
    .refine(({ shipping_address: address, shipping_address_id: id }) => address === undefined || id === undefined, {
      path: ['shipping_address_id'],
      message: 'must be left out beside shipping_address',
    })
    .refine(({ billing_address: address, billing_address_id: id }) => address === undefined || id === undefined, {
      path: ['billing_address_id'],
      message: 'must be left out beside billing_address',
    });

export const fromCart = addressedOnce(
  z
    .strictObject({
      cart_id: id,
      ...addresses,
      shipping_method: code,
      payment_method: code,
      customer: contact.exactOptional(),
      tax_receiver: taxReceiver.exactOptional(),
    })
    .refine(({ shipping_address, shipping_address_id }) => (shipping_address ?? shipping_address_id) !== undefined, {
      path: ['shipping_address'],
      message: 'is needed',
    }),
);

export const purchaseOrderNumber = text(100).describe('The customer’s own number for what they buy: b2b and phone');

export const directOrder = addressedOnce(
  z.strictObject({
    type: z.enum(['online', 'phone', 'b2b']),
    customer_id: foreignId.exactOptional(),
    customer: contact.exactOptional(),
    tax_receiver: taxReceiver.exactOptional(),
    currency: currency.exactOptional(),
    items,
    coupons: some(text(50), 20).exactOptional(),
    shipping_method: code,
    payment_method: code,
    external_reference: text(100).exactOptional(),
    purchase_order_number: purchaseOrderNumber.exactOptional(),
    ...addresses,
  }),
);

export const cancellation = z.strictObject({ reason: text(500) });

export const orderQuery = z
  .strictObject({ version: version.exactOptional(), as_of: instant.exactOptional(), ...freshness.shape })
  .refine((query) => Object.keys(query).length <= 1, {
    message: 'give version, as_of or min_version, not several',
  });

export const ordersQuery = z.strictObject({
  status: z.enum(orderStatuses).exactOptional(),
  type: z.enum(channels).exactOptional(),
  customer_id: foreignId.exactOptional(),
  from: instant.exactOptional(),
  to: instant.exactOptional(),
  q: text(100).exactOptional(),
  ...paging,
});

/** In an exchange the goods that are wanted instead; in no other return. */
export const newReturn = z.strictObject({
  reason: text(500),
  items: some(z.strictObject({ order_item_id: id, quantity, reason_detail: text(500).exactOptional() }), maximumLines),
  refund_method: returnRefundMethod,
  exchange_items: items.exactOptional(),
});

/** Describes an order as a command leaves it. */
export const order = z
  .object({
    order_id: z.string(),
    order_number: z.string(),
    type: z.enum(channels),
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

/** Describes an order as it is read: with the person, and how it came to be what it is. */
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
    type: z.enum(channels),
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
