import { z } from 'zod';
import { storable } from '../../../../application/input/texts.ts';
import { promotionStatuses } from '../../../../domain/promotion/events.ts';
import { channels } from '../../../../domain/shared/pricing/promotion.ts';
import { amount, currency, foreignId, instant, page, paging, reference, some, text } from '../shared/fields.ts';

/** Is the most names in one list of goods or customers. */
const mostNames = 1_000;

const promotionId = z
  .string()
  .min(1)
  .max(120)
  .regex(storable, 'must not hold control characters')
  .describe('As an answer of this API gave it: `coupon.<CODE>`, or an id of its own');

export const promotionParams = z.strictObject({ promotion_id: promotionId });

const percent = z
  .number()
  .positive()
  .max(100)
  .refine((value) => Number.isInteger(Math.round(value * 1e8) / 1e4), 'must have at most 4 decimals')
  .describe('10 is a tenth; at most 4 decimals');

const units = z.int().min(1).max(1_000);

const benefit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percentage'), percent }),
  z.strictObject({ kind: z.literal('fixed'), amount }),
  z
    .strictObject({ kind: z.literal('buy_x_get_y'), buy: units, get: units, percent: percent.default(100) })
    .describe('Of every `buy + get` whole units the `get` cheapest are cheaper by `percent`'),
]);

const names = some(foreignId, mostNames).exactOptional();

const goods = z.strictObject({ variant_ids: names, skus: names, tax_classes: names });
const customers = z.strictObject({ customer_ids: names, loyalty_tiers: names });

const stacking = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('combinable'), priority: z.int().min(-1_000_000).max(1_000_000).default(0) }),
  z.strictObject({ kind: z.literal('exclusive') }),
]);

const limit = z.int().min(1).max(1_000_000_000).exactOptional();

const terms = {
  name: text(200).describe('As it is printed'),
  benefit,
  goods: goods.exactOptional().describe('What it applies to; by default everything'),
  currency: currency.exactOptional().describe('Of its amounts, and of the sales that it is for; by default any'),
  minimum_spend: amount.exactOptional().describe('Smallest subtotal of all goods before discounts'),
  starts_at: instant.exactOptional(),
  expires_at: instant.exactOptional(),
  channels: some(z.enum(channels), channels.length).exactOptional().describe('By default everywhere'),
  customers: customers.exactOptional().describe('By default everybody'),
  stacking: stacking.exactOptional().describe('By default combinable, with priority 0'),
  usage: z
    .strictObject({ limit, limit_per_customer: limit })
    .exactOptional()
    .describe('How often it may be used, only of one with a code; by default without end'),
};

/** Names of amounts' currency are checked with the amounts. */
const needsCurrency = (body: {
  readonly benefit: { readonly kind: string };
  readonly minimum_spend?: number;
  readonly currency?: string;
}): boolean => body.currency !== undefined || (body.benefit.kind !== 'fixed' && body.minimum_spend === undefined);

const currencyMissing = { path: ['currency'], message: 'is needed beside amounts' };

export const newPromotion = z
  .strictObject({
    code: reference(50).exactOptional().describe('What a shopper enters; without it the promotion applies by itself'),
    ...terms,
  })
  .refine(needsCurrency, currencyMissing);

/** Describes all terms anew; the code stays. */
export const promotionTerms = z.strictObject(terms).refine(needsCurrency, currencyMissing);

export const promotionEnd = z.strictObject({ reason: text(500) });

export const promotionsQuery = z.strictObject({
  status: z.enum(promotionStatuses).exactOptional(),
  code: reference(50).exactOptional(),
  ...paging,
});

const list = z.array(z.string());

export const promotion = z
  .object({
    promotion_id: z.string(),
    status: z.enum(promotionStatuses),
    version: z.int(),
    name: z.string(),
    code: z.string().nullable().describe('null: it applies by itself'),
    benefit: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('percentage'), percent: z.number() }),
      z.object({ kind: z.literal('fixed'), amount: z.number() }),
      z.object({ kind: z.literal('buy_x_get_y'), buy: z.int(), get: z.int(), percent: z.number() }),
    ]),
    goods: z.object({ variant_ids: list, skus: list, tax_classes: list }).nullable(),
    currency: currency.nullable(),
    minimum_spend: z.number().nullable(),
    starts_at: z.string().nullable(),
    expires_at: z.string().nullable(),
    channels: z.array(z.enum(channels)).nullable(),
    customers: z.object({ customer_ids: list, loyalty_tiers: list }).nullable(),
    stacking: z.object({ kind: z.enum(['combinable', 'exclusive']), priority: z.int().nullable() }),
    usage: z.object({ limit: z.int().nullable(), limit_per_customer: z.int().nullable() }).nullable(),
    defined_at: z.string(),
    ended_at: z.string().nullable(),
    end_reason: z.string().nullable(),
  })
  .meta({ id: 'Promotion' });

export const promotions = page(promotion);
