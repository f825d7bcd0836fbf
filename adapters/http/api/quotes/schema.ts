import { z } from 'zod';
import { approvalReasons, salesQuoteStatuses } from '../../../../domain/quote/events.ts';
import { taxReceiver } from '../documents/schema.ts';
import { orderTotals } from '../orders/parts.ts';
import { addressedOnce, addresses, maximumLines } from '../orders/schema.ts';
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

const statuses = z.enum(salesQuoteStatuses);

export const quoteParams = z.strictObject({ quote_id: id });

const offeredItem = z
  .strictObject({
    variant_id: foreignId,
    quantity,
    unit_price: z.number().min(0).max(10_000_000_000).exactOptional().describe('Agreed on; by default the catalog’s'),
    price_reason: text(500).exactOptional().describe('Why it is not the catalog’s'),
  })
  .refine((item) => (item.unit_price === undefined) === (item.price_reason === undefined), {
    path: ['price_reason'],
    message: 'is needed beside unit_price, and nowhere else',
  });

const terms = {
  currency: currency.exactOptional().describe('Needed beside prices'),
  items: some(offeredItem, maximumLines),
  shipping_method: code,
  valid_until: instant.exactOptional().describe('From then on it cannot be accepted'),
  notes: text(2000).exactOptional().describe('For the customer'),
  internal_notes: text(2000).exactOptional().describe('Not for the customer'),
};

interface Priced {
  readonly currency?: unknown;
  readonly items: readonly { readonly unit_price?: unknown }[];
}

const isInACurrency = ({ currency: named, items }: Priced): boolean =>
  named !== undefined || items.every(({ unit_price: price }) => price === undefined);

const currencyNeeded = { path: ['currency'], message: 'is needed beside unit_price' };

export const newQuote = addressedOnce(
  z
    .strictObject({
      type: z.enum(['b2b', 'phone']).exactOptional().describe('b2b by default'),
      customer_id: foreignId.exactOptional(),
      customer: contact.exactOptional(),
      tax_receiver: taxReceiver.exactOptional(),
      payment_method: code,
      ...terms,
      ...addresses,
    })
    .refine(isInACurrency, currencyNeeded),
);

export const quoteRevision = z.strictObject(terms).refine(isInACurrency, currencyNeeded);

const revision = z.int().min(1).exactOptional().describe('The one that was looked at: refused if it is another by now');

export const quoteApproval = z.strictObject({ revision });

export const quoteAcceptance = z.strictObject({ revision, purchase_order_number: text(100).exactOptional() });

export const quoteReason = z.strictObject({ reason: text(500) });

export const quotesQuery = z.strictObject({
  status: statuses.exactOptional(),
  customer_id: foreignId.exactOptional(),
  q: text(100).exactOptional(),
  ...paging,
});

const quoteItem = z.object({
  item_id: z.string(),
  variant_id: z.string(),
  sku: z.string(),
  product_name: z.string(),
  quantity: z.number(),
  list_price: z.number().describe('What the catalog asked'),
  unit_price: z.number(),
  tax: z.number(),
  subtotal: z.number(),
});

const refusal = z.object({ code: z.string(), message: z.string() });

/** Describes what only staff see. */
const internal = z.object({
  approval_reasons: z.array(z.enum(approvalReasons)),
  approved_by: z.string().nullable(),
  negotiated: z.array(z.object({ item_id: z.string(), negotiated_by: z.string(), reason: z.string() })),
  notes: z.string().nullable(),
  drafted_by: z.string(),
});

const head = {
  quote_id: z.string(),
  type: z.enum(['b2b', 'phone']),
  status: statuses,
  revision: z.int(),
  version: z.int(),
  customer_id: z.string().nullable(),
  currency,
  total: z.number(),
  valid_until: z.string(),
  purchase_order_number: z.string().nullable(),
  order_id: z.string().nullable(),
  order_number: z.string().nullable(),
  drafted_at: z.string(),
};

export const quoteSummary = z.object(head).meta({ id: 'QuoteSummary' });

export const quote = z
  .object({
    ...head,
    allowed_actions: z.array(z.string()),
    customer: z.object({
      customer_id: z.string().nullable(),
      name: z.string().nullable(),
      email: z.string().nullable(),
    }),
    items: z.array(quoteItem),
    totals: orderTotals,
    shipping_method: z.string().nullable(),
    payment_method: z.string(),
    shipping_address: address.nullable(),
    billing_address: address.nullable(),
    notes: z.string().nullable(),
    reason: z.string().nullable().describe('Why it was declined, rejected or withdrawn'),
    refusal: refusal.nullable().describe('Why its order could not be placed when it was accepted'),
    offered_at: z.string().nullable(),
    accepted_at: z.string().nullable(),
    accepted_by: z.string().nullable(),
    internal: internal.nullable().describe('For staff only'),
  })
  .meta({ id: 'Quote' });

export const quotes = page(quoteSummary);
