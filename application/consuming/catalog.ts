import { z } from 'zod';
import { currencies, parseMinor, type Currency, type Minor } from '../../domain/shared/money.ts';
import {
  type Cause,
  causeOf,
  type ConsumingDependencies,
  head,
  laneOfVariant,
  messageKind,
  theirId,
} from './message-kind.ts';
import type { Verdict } from './received-message.ts';
import { updateOpenCarts, worstOf } from './update-open-carts.ts';

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

/** Describes a variant with its price, or just its name: then the Catalog is asked. */
const variant = z
  .object({ variant_id: theirId, unit_price: amount.exactOptional(), currency: currency.exactOptional() })
  .transform(withPrice);

const pricedVariant = z.object({ variant_id: theirId, unit_price: amount, currency }).transform(withPrice);

const productUpdated = head
  .extend({ variants: z.array(variant).default([]) })
  .describe('A product has changed: the prices of its variants reach the open carts that hold them');

const variantUpdated = head
  .and(variant)
  .describe('A variant has changed: its price reaches the open carts that hold it');

const priceUpdated = head
  .and(pricedVariant)
  .describe('The price of a variant has changed: it reaches the open carts that hold it');

interface PricedVariant {
  readonly variant_id: string;
  readonly price?: { readonly unitPrice: Minor; readonly currency: Currency } | undefined;
}

/** Gives variants' new prices to the open carts that hold them. Asks the Catalog for prices that are not given. */
const updatePrices = async (
  dependencies: ConsumingDependencies,
  cause: Cause,
  variants: readonly PricedVariant[],
): Promise<Verdict> => {
  const verdicts: Verdict[] = [];
  for (const { variant_id: variantId, price: given } of variants) {
    const price = given ?? (await dependencies.catalog.product(cause.organizationId, variantId, { fresh: true }));
    // What is not sold any more has no price: carts learn that at their checkout.
    if (price === undefined) continue;
    const { unitPrice, currency } = price;
    const command = { type: 'UpdateItemPrice', variantId, unitPrice, currency, at: cause.at } as const;
    verdicts.push(await updateOpenCarts(dependencies, cause, command));
  }
  return worstOf(verdicts);
};

/** Messages about what is sold and for how much, by routing key. */
export const catalogMessages = {
  'catalog.product.updated': messageKind(
    productUpdated,
    // Its variants may be in other lanes meanwhile: which news are newer is judged by their time.
    (_data, { messageId }) => messageId,
    (dependencies, data, message) => updatePrices(dependencies, causeOf(dependencies, data, message), data.variants),
  ),
  'catalog.variant.updated': messageKind(variantUpdated, laneOfVariant, (dependencies, data, message) =>
    updatePrices(dependencies, causeOf(dependencies, data, message), [data]),
  ),
  'product.price_updated': messageKind(priceUpdated, laneOfVariant, (dependencies, data, message) =>
    updatePrices(dependencies, causeOf(dependencies, data, message), [data]),
  ),
};
