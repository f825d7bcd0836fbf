import { z } from 'zod';
import {
  codePattern,
  countries,
  holdsCardNumber,
  idPattern,
  isSane,
  phonePattern,
  saneYears,
  storable,
} from '../../../../application/input/texts.ts';
import { addDays } from '../../../../domain/shared/instant.ts';
import type { Instant } from '../../../../domain/shared/message.ts';
import { currencies, type Currency } from '../../../../domain/shared/money.ts';
import { maxQuantity, parseQuantity, quantityToWire } from '../../../../domain/shared/quantity.ts';

/** Describes one line of text that a person wrote. Card numbers never come in. */
export const text = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(storable, 'must not hold line breaks or other control characters')
    .refine((value) => !holdsCardNumber(value), 'must not hold a card number: send the provider’s token instead');

/** Describes the id of something of ours. */
export const id = z.string().regex(idPattern, 'must be an id as an answer of this API gave it');

/** Describes an id that another system gave: a variant, a customer, a warehouse. */
export const foreignId = z.string().min(1).max(100).regex(storable, 'must not hold control characters');

/** Describes what another system calls something: a tracking number, a payment method's token, an event of a carrier. */
export const reference = (maximum: number) =>
  z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .max(maximum);

/** Describes a name from a fixed, configured set: a shipping method, a tender, a carrier. */
export const code = z.string().regex(codePattern, 'must be letters, digits, - and _, at most 50');

export const currency = z
  .enum(currencies as [Currency, ...Currency[]])
  .meta({ id: 'Currency', description: 'ISO 4217' });

const maximumAmount = 10_000_000_000;

/** Is more than nothing, as the wire has it; see money.ts for its way inward. */
export const amount = z.number().positive().max(maximumAmount).describe('With at most the decimals of its currency');

/** Thousandths inside, a JSON number outside. */
export const quantity = z
  .number()
  .positive()
  .max(quantityToWire(maxQuantity))
  .describe('With at most 3 decimals')
  .transform((value, context) => {
    const parsed = parseQuantity(value);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: 'must have at most 3 decimals' });
    return z.NEVER;
  });

/** Describes a time with its offset; UTC with milliseconds inside. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  .refine(isSane, `must lie between ${saneYears.first} and ${saneYears.last}`);

export const date = z.iso.date().refine(isSane, `must lie between ${saneYears.first} and ${saneYears.last}`);

/** Gives the moments of a day (UTC): from the first on, to that of the next day. */
export const dayOf = (day: string): { readonly from: Instant; readonly to: Instant } => {
  const from = `${day}T00:00:00.000Z`;
  return { from, to: addDays(from, 1) };
};

export const version = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a version: a whole number from 1 on')
  .transform(Number);

/** Asks for a read that has at least this version: waits for it, but not for long. */
export const freshness = z.strictObject({ min_version: version.exactOptional() });

export const address = z
  .strictObject({
    name: text(200),
    line1: text(200),
    line2: text(200).exactOptional(),
    city: text(100),
    region: text(100).exactOptional(),
    postal_code: text(20).exactOptional(),
    country: z.enum(countries).describe('ISO 3166-1 alpha-2'),
    phone: z.string().regex(phonePattern, 'must be a telephone number').exactOptional(),
  })
  .meta({ id: 'Address' });

/** Says who buys, where the Customer service does not know them. */
export const contact = z.strictObject({ name: text(200).exactOptional(), email: z.email().max(254).exactOptional() });

/** Describes a list of at least one thing. */
export const some = <Item extends z.ZodType>(item: Item, maximum: number) => z.array(item).min(1).max(maximum);

/** Describes one page of a list. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

export const paging = {
  limit: z
    .string()
    .regex(/^(?:[1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .exactOptional(),
  cursor: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[\w-]+$/, 'must be the next_cursor of the page before')
    .exactOptional(),
};
