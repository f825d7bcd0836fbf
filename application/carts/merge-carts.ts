import { cartDecider } from '../../domain/cart/decider.ts';
import type { CartState, CreatedCart } from '../../domain/cart/state.ts';
import { accept, type Refusal } from '../../domain/shared/decider.ts';
import { businessTime, unconditional, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { currencyMismatch } from '../products/sellable.ts';
import { factsBehind } from '../reactor/process-outcome.ts';
import { changeCart } from './cart.ts';

/**
 * Merges the guest's cart `fromCartId` into `cartId`; the answer is the latter.
 * First asks the cart whether it would take the lines, so that the guest's does not give them away for nothing; then the
 * guest's cart gives them away, and the cart takes them (if we die in between, by the merge process).
 */
export const mergeCarts =
  (dependencies: UseCaseDependencies) =>
  async (
    context: CommandContext,
    cartId: string,
    { fromCartId }: { readonly fromCartId: string },
  ): Promise<Outcome<CartState>> => {
    const { handlers } = dependencies;
    const at = businessTime(context);
    const into = await handlers.cart.handle(cartId, context, (cart) => {
      const rehearsal = cartDecider.decide({ type: 'MergeCart', fromCartId, lines: [], at }, cart);
      return rehearsal.ok ? accept() : rehearsal;
    });
    if (!into.ok || into.facts.length > 0) return into;
    const target = into.state;
    if (!target.exists) return notFound('cart');

    const from = await handlers.cart.handle(
      fromCartId,
      unconditional(context),
      (cart) => obstacle(cart, target) ?? { type: 'MergeAway', intoCartId: cartId, at },
    );
    if (!from.ok) return from;

    const facts = await factsBehind(handlers.cart, fromCartId, context, from);
    const lines = facts.flatMap(({ event }) => (event.type === 'CartMergedAway' ? event.data.lines : []));
    return changeCart(dependencies, unconditional(context), cartId, (_cart, news) => ({
      type: 'MergeCart',
      fromCartId,
      lines,
      ...news,
    }));
  };

/** Refuses a cart that is another customer's; a guest's is open to every caller that knows its id. */
const obstacle = (from: CartState, into: CreatedCart): Refusal | undefined => {
  if (!from.exists || (from.customerId !== null && from.customerId !== into.customerId)) return notFound('cart');
  return from.currency === into.currency ? undefined : currencyMismatch(from.currency, into.currency);
};
