import type { CartCommand } from '../../domain/cart/commands.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { OpenCarts } from '../ports/open-carts.ts';
import { contextOf, type Cause } from './context.ts';
import { done, type Verdict } from './received-message.ts';
import { verdictOf } from './verdict-of.ts';

interface UpdateDependencies {
  readonly handlers: CommandHandlers;
  readonly openCarts: OpenCarts;
  readonly catalog: Catalog;
}

interface Price {
  readonly unitPrice: Minor;
  readonly currency: Currency;
}

/** Changes at most so many carts at once. */
const pageSize = 50;

/** Gives variants' new prices to the open carts that hold them. Asks the Catalog for prices that are not given. */
export const updatePrices = async (
  dependencies: UpdateDependencies,
  occasion: Cause,
  variants: readonly { readonly variant_id: string; readonly price?: Price | undefined }[],
): Promise<Verdict> => {
  const verdicts: Verdict[] = [];
  for (const { variant_id: variantId, price: given } of variants) {
    const price = given ?? (await dependencies.catalog.product(occasion.organizationId, variantId, { fresh: true }));
    // What is not sold any more has no price: carts learn that at their checkout.
    if (price === undefined) continue;
    const news = { variantId, unitPrice: price.unitPrice, currency: price.currency, at: occasion.at };
    verdicts.push(await changeCarts(dependencies, occasion, { type: 'UpdateItemPrice', ...news }));
  }
  return worstOf(verdicts);
};

/** Marks the open carts that hold a variant: there is some of it, or none. */
export const updateAvailability = (
  dependencies: UpdateDependencies,
  occasion: Cause,
  variantId: string,
  available: boolean,
): Promise<Verdict> =>
  changeCarts(dependencies, occasion, { type: 'MarkItemAvailability', variantId, available, at: occasion.at });

/** Gives the command to every open cart that holds the variant. A refusal by one keeps it from no other. */
const changeCarts = async (
  { handlers, openCarts }: UpdateDependencies,
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
    const changes = page.map(async (cartId) => {
      const context = contextOf(occasion, `${cartId}\n${variantId}`);
      return verdictOf(await handlers.cart.handle(cartId, context, command));
    });
    verdicts.push(...(await Promise.all(changes)));
    after = page.at(-1);
  } while (page.length === pageSize);
  return worstOf(verdicts);
};

/** The first that is not well. */
const worstOf = (verdicts: readonly Verdict[]): Verdict => verdicts.find(({ ok }) => !ok) ?? done;
