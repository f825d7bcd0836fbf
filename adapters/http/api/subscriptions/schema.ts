import { z } from 'zod';
import { intervalUnits, subscriptionPricings, subscriptionStatuses } from '../../../../domain/subscription/events.ts';
import { subscriptionOrderStatuses } from '../../../../domain/subscription/facts.ts';
import { taxReceiver } from '../documents/schema.ts';
import {
  address,
  code,
  contact,
  currency,
  foreignId,
  id,
  instant,
  page,
  paging,
  quantity,
  some,
  text,
} from '../shared/fields.ts';

/** Is more than any tenant's limit: only keeps the request within bounds. */
const maximumLines = 10_000;

export const subscriptionParams = z.strictObject({ subscription_id: id });

const wayToPay = {
  payment_method: code,
  payment_method_id: text(200)
    .exactOptional()
    .describe('The provider’s token, never a card number: orders are charged to it. Without it buyers pay them'),
};

export const newPaymentMethod = z.strictObject(wayToPay);

export const newSubscription = z.strictObject({
  customer_id: foreignId.exactOptional().describe('Whose it is: staff must say, a customer’s are their own'),
  customer: contact.exactOptional(),
  currency: currency.exactOptional(),
  items: some(z.strictObject({ variant_id: foreignId, quantity }), maximumLines),
  interval: z.strictObject({ unit: z.enum(intervalUnits), count: z.int().min(1).max(365) }),
  pricing: z
    .enum(subscriptionPricings)
    .exactOptional()
    .describe('current (default): the prices of each order’s day; frozen: today’s, for as long as it runs'),
  first_order_at: instant.exactOptional().describe('Every later date follows from it; at once by default'),
  shipping_method: code,
  ...wayToPay,
  tax_receiver: taxReceiver.exactOptional(),
  shipping_address: address.exactOptional(),
  billing_address: address.exactOptional(),
});

export const subscriptionCancellation = z.strictObject({ reason: text(500) });

export const subscriptionsQuery = z.strictObject({ customer_id: foreignId.exactOptional(), ...paging });

const lastOrder = z.object({
  order_id: z.string(),
  sequence: z.int(),
  due_at: z.string(),
  status: z.enum(subscriptionOrderStatuses),
  order_number: z.string().nullable(),
  refusal_code: z.string().nullable(),
});

const dunning = z.object({
  order_id: z.string(),
  attempt: z.int().describe('Charges so far'),
  reason: z.string().describe('Why the last one failed: the gateway’s code, or a refusal’s'),
  next_retry_at: z.string().nullable().describe('null: it is being charged again'),
});

export const subscription = z
  .object({
    subscription_id: z.string(),
    status: z.enum(subscriptionStatuses),
    version: z.int(),
    allowed_actions: z.array(z.string()),
    customer_id: z.string(),
    pricing: z.enum(subscriptionPricings),
    items: z.array(
      z.object({
        variant_id: z.string(),
        quantity: z.number(),
        unit_price: z.number().nullable().describe('null: what it costs on each order’s day'),
      }),
    ),
    interval: z.object({ unit: z.enum(intervalUnits), count: z.int() }),
    currency,
    shipping_method: z.string(),
    shipping_cost: z.number().nullable().describe('null: what it costs on each order’s day'),
    payment_method: z.string(),
    payment_method_id: z.string().nullable(),
    first_order_at: z.string(),
    next_order_at: z.string().nullable(),
    orders_count: z.int(),
    last_order: lastOrder.nullable(),
    dunning: dunning.nullable(),
    started_at: z.string(),
  })
  .meta({ id: 'Subscription' });

export const subscriptions = page(subscription);
