import type { CartCommand } from '../../domain/cart/commands.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { OpenCarts } from '../ports/open-carts.ts';
import { contextOf, type Cause } from './context.ts';
import { done, type Verdict } from './received-message.ts';
import { verdictOf } from './verdict-of.ts';

interface TellingDependencies {
  readonly handlers: CommandHandlers;
  readonly openCarts: OpenCarts;
  readonly catalog: Catalog;
}

interface Price {
  readonly unitPrice: Minor;
  readonly currency: Currency;
}

/** Carts told at once. */
const pageSize = 50;

/** Gives variants' new prices to the open carts that hold them. The Catalog is asked for prices that are not told. */
export const updatePrices = async (
  dependencies: TellingDependencies,
  occasion: Cause,
  variants: readonly { readonly variant_id: string; readonly price?: Price | undefined }[],
): Promise<Verdict> => {
  const verdicts: Verdict[] = [];
  for (const { variant_id: variantId, price: told } of variants) {
    const price = told ?? (await dependencies.catalog.product(occasion.organizationId, variantId, { fresh: true }));
    // What is not sold any more has no price: carts learn that at their checkout.
    if (price === undefined) continue;
    const news = { variantId, unitPrice: price.unitPrice, currency: price.currency, at: occasion.at };
    verdicts.push(await tellCarts(dependencies, occasion, { type: 'UpdateItemPrice', ...news }));
  }
  return worstOf(verdicts);
};

/** Marks the open carts that hold a variant: there is some of it, or none. */
export const updateAvailability = (
  dependencies: TellingDependencies,
  occasion: Cause,
  variantId: string,
  available: boolean,
): Promise<Verdict> =>
  tellCarts(dependencies, occasion, { type: 'MarkItemAvailability', variantId, available, at: occasion.at });

/** Gives the command to every open cart that holds the variant. A refusal by one keeps it from no other. */
const tellCarts = async (
  { handlers, openCarts }: TellingDependencies,
  occasion: Cause,
  command: CartCommand & { readonly variantId: string },
): Promise<Verdict> => {
  const { variantId } = command;
  const verdicts: Verdict[] = [];
  let page: readonly string[];
  let after: string | undefined;
  do {
    const from = after === undefined ? { limit: pageSize } : { after, limit: pageSize };
    page = await openCarts.cartsWithVariant(occasion.organizationId, variantId, from);
    const told = page.map(async (cartId) => {
      const context = contextOf(occasion, `${cartId}\n${variantId}`);
      return verdictOf(await handlers.cart.handle(cartId, context, command));
    });
    verdicts.push(...(await Promise.all(told)));
    after = page.at(-1);
  } while (page.length === pageSize);
  return worstOf(verdicts);
};

/** The first that is not well. */
const worstOf = (verdicts: readonly Verdict[]): Verdict => verdicts.find(({ ok }) => !ok) ?? done;
