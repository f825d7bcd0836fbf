import { z } from 'zod';
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
} from './common.ts';

/** More than any tenant's limit: only keeps the request within bounds. */
const maximumLines = 10_000;

export const subscriptionParams = z.strictObject({ subscription_id: id });

export const newSubscription = z.strictObject({
  customer_id: foreignId.exactOptional().describe('Whose it is: staff must say, a customer’s are their own'),
  customer: contact.exactOptional(),
  currency: currency.exactOptional(),
  items: some(z.strictObject({ variant_id: foreignId, quantity }), maximumLines),
  interval: z.strictObject({ unit: z.enum(['day', 'week', 'month']), count: z.int().min(1).max(365) }),
  first_order_at: instant.exactOptional().describe('Every later date follows from it; at once by default'),
  shipping_method: code,
  payment_method: code,
  shipping_address: address.exactOptional(),
  billing_address: address.exactOptional(),
});

export const subscriptionCancellation = z.strictObject({ reason: text(500) });

export const subscriptionsQuery = z.strictObject({ customer_id: foreignId.exactOptional(), ...paging });

const lastOrder = z.object({
  order_id: z.string(),
  sequence: z.int(),
  due_at: z.string(),
  status: z.enum(['due', 'placed', 'refused']),
  order_number: z.string().nullable(),
  refusal_code: z.string().nullable(),
});

export const subscription = z
  .object({
    subscription_id: z.string(),
    status: z.enum(['active', 'paused', 'cancelled']),
    version: z.int(),
    allowed_actions: z.array(z.string()),
    customer_id: z.string(),
    items: z.array(z.object({ variant_id: z.string(), quantity: z.number() })),
    interval: z.object({ unit: z.enum(['day', 'week', 'month']), count: z.int() }),
    currency,
    shipping_method: z.string(),
    payment_method: z.string(),
    first_order_at: z.string(),
    next_order_at: z.string().nullable(),
    orders_count: z.int(),
    last_order: lastOrder.nullable(),
    started_at: z.string(),
  })
  .meta({ id: 'Subscription' });

export const subscriptions = page(subscription);
