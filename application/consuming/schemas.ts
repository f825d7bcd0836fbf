import { z } from 'zod';
import { currencies, parseMinor, type Currency } from '../../domain/shared/money.ts';
import { parseQuantity } from '../../domain/shared/quantity.ts';

// Ask of messages only for what is needed and leave out what is not known: they may grow.

const ourId = z.string().regex(/^[A-Za-z0-9][\w.:-]{0,99}$/, 'must be an id of ours');
const theirId = z.string().min(1).max(100);

/** Of every message. `occurred_at` decides between news that cross each other; without it, when it was sent. */
const head = z.object({
  organization_id: ourId,
  occurred_at: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .exactOptional(),
});

const amount = z.number().nonnegative().describe("with at most the currency's decimals");
const currency = z.enum(currencies).describe('ISO 4217');

/** Gives `price` in minor units; undefined if the message has none. */
const withPrice = <Message extends { readonly unit_price?: number; readonly currency?: Currency }>(
  { unit_price: unitPrice, currency: of, ...rest }: Message,
  context: z.core.$RefinementCtx,
) => {
  if (unitPrice === undefined) return { ...rest, price: undefined };
  const minor = of === undefined ? undefined : parseMinor(unitPrice, of);
  if (minor !== undefined && of !== undefined) return { ...rest, price: { unitPrice: minor, currency: of } };
  context.addIssue({ code: 'custom', message: `is no amount of ${of ?? 'an unnamed currency'}`, path: ['unit_price'] });
  return z.NEVER;
};

/** A variant with its price, or just its name: then the Catalog is asked. */
const variant = z
  .object({ variant_id: theirId, unit_price: amount.exactOptional(), currency: currency.exactOptional() })
  .transform(withPrice);

const pricedVariant = z.object({ variant_id: theirId, unit_price: amount, currency }).transform(withPrice);

const quantity = z.number().transform((value, context) => {
  const parsed = parseQuantity(value);
  if (parsed !== undefined && parsed > 0) return parsed;
  context.addIssue({ code: 'custom', message: 'must be more than 0, with at most 3 decimals' });
  return z.NEVER;
});

const task = head.extend({
  task_id: ourId,
  items: z
    .array(z.object({ order_item_id: ourId, quantity }))
    .min(1)
    .exactOptional(),
});

const headers = z.record(z.string(), z.string());

/** Messages about open carts and warehouse tasks, by routing key. */
export const updates = {
  'inventory.stock.updated': head
    .extend({
      variant_id: theirId,
      available: z.number().or(z.boolean()).describe('how many there are, or whether any'),
    })
    .describe('The stock of a variant has changed: open carts that hold it are marked'),
  'inventory.stock.depleted': head
    .extend({ variant_id: theirId })
    .describe('There is none left of a variant: open carts that hold it are marked'),
  'catalog.product.updated': head
    .extend({ variants: z.array(variant).default([]) })
    .describe('A product has changed: the prices of its variants reach the open carts that hold them'),
  'catalog.variant.updated': head
    .and(variant)
    .describe('A variant has changed: its price reaches the open carts that hold it'),
  'product.price_updated': head
    .and(pricedVariant)
    .describe('The price of a variant has changed: it reaches the open carts that hold it'),
  'warehouse.task.picked': task.describe('A warehouse picked a task: without items, all that was left of it'),
  'warehouse.task.packed': task.describe('A warehouse packed a task: without items, all that was picked'),
};

/** Reads a webhook that was taken in elsewhere, for every gateway: the last part of the routing key. */
export const paymentWebhook = z
  .object({
    headers: headers.transform((all) =>
      Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value])),
    ),
    query: headers.default({}),
    body: z.base64().describe('the bytes that the gateway signed'),
  })
  .describe('A webhook of a payment gateway, as it came; the last part of the key names the gateway');

/** What each queue is bound to, and what comes by it. */
export const consumedMessages = { updates, payments: { 'payment.webhook.*': paymentWebhook } };

export type QueueRole = keyof typeof consumedMessages;
