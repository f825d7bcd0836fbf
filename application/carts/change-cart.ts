import type { CartCommand, Change } from '../../domain/cart/commands.ts';
import type { CartEvent } from '../../domain/cart/events.ts';
import type { CartState, CreatedCart } from '../../domain/cart/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Handled, Planned } from '../commands/command-plan.ts';
import { automaticPromotions, type Sale } from '../promotions/offers.ts';
import { notFound } from '../commands/refusals.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

/** The sale that a cart is to be. */
export const saleOf = ({ organizationId }: CommandContext, { currency, customerId }: CreatedCart): Sale => ({
  organizationId,
  currency,
  channel: 'online',
  customerId,
});

/**
 * Lets a shopper change a cart that exists, and offers it what applies by itself by then: `plan` makes the command, of which
 * `news` are part. @throws ServiceUnavailableError
 */
export const changeCart = (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  cartId: string,
  plan: (
    cart: CreatedCart,
    news: Required<Change>,
  ) => Planned<CartCommand, CartEvent> | Promise<Planned<CartCommand, CartEvent>>,
): Promise<Handled<CartEvent, CartState>> =>
  dependencies.handlers.cart.handle(cartId, context, async (cart) => {
    if (!cart.exists) return notFound('cart');
    const at = businessTime(context);
    return plan(cart, { at, offered: await automaticPromotions(dependencies, saleOf(context, cart), at) });
  });
