import type { CartCommand } from '../../domain/cart/commands.ts';
import { type Cause, type ConsumingDependencies, contextOf } from './message-kind.ts';
import { done, type Verdict, verdictOf } from './received-message.ts';

/** Changes at most so many carts at once. */
const pageSize = 50;

/** Gives the command to every open cart that holds the variant. A refusal by one keeps it from no other. */
export const updateOpenCarts = async (
  { handlers, openCarts }: ConsumingDependencies,
  cause: Cause,
  command: CartCommand & { readonly variantId: string },
): Promise<Verdict> => {
  const { variantId } = command;
  const verdicts: Verdict[] = [];
  let page: readonly string[];
  let after: string | undefined;
  do {
    const from = after === undefined ? { limit: pageSize } : { after, limit: pageSize };
    page = await openCarts.cartsWithVariant(cause.organizationId, variantId, from);
    const changes = page.map(async (cartId) => {
      const context = contextOf(cause, `${cartId}\n${variantId}`);
      return verdictOf(await handlers.cart.handle(cartId, context, command));
    });
    verdicts.push(...(await Promise.all(changes)));
    after = page.at(-1);
  } while (page.length === pageSize);
  return worstOf(verdicts);
};

/** Gives the first that is not well. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict => verdicts.find(({ ok }) => !ok) ?? done;
