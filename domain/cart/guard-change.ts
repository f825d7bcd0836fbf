import { accept, fold, reject, type Decision } from '../shared/decider.ts';
import type { Promotion } from '../shared/pricing/promotion.ts';
import { concerns } from '../shared/pricing/promotion-conditions.ts';
import type { Change } from './commands.ts';
import type { CartEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { CartState, CreatedCart } from './state.ts';

/** Whether the cart still takes commands. */
export const isOpen = (cart: CreatedCart): boolean => cart.status === 'active' || cart.status === 'abandoned';

export const cartClosed = ({ status }: CreatedCart): Decision<CartEvent> =>
  reject('wrong_state', 'cart_closed', `the cart is ${status.replace('_', ' ')}: start a new one`, { status });

/**
 * A change by the shopper: refused as `cart_closed` on a closed cart. Whoever changes an abandoned cart has come back to it,
 * which is said first; which promotions apply by themselves from now on is said last, if they are others than before.
 */
export const change = (
  cart: CreatedCart,
  { at, offered = cart.promotions }: Change,
  decide: () => Decision<CartEvent>,
): Decision<CartEvent> => {
  if (!isOpen(cart)) return cartClosed(cart);
  const decision = decide();
  if (!decision.ok || decision.events.length === 0) return decision;
  const { cartId, status } = cart;
  const recovery: readonly CartEvent[] =
    status === 'abandoned' ? [{ type: 'CartRecovered', data: { cartId, recoveredAt: at } }] : [];
  const promotions = concerning(offered, fold<CartEvent, CartState>(evolve, cart, decision.events));
  const offer: readonly CartEvent[] = isSame(promotions, cart.promotions)
    ? []
    : [{ type: 'CartPromotionsOffered', data: { cartId, promotions, offeredAt: at } }];
  return accept(...recovery, ...decision.events, ...offer);
};

/** Those of the promotions that apply to anything in the cart: it keeps no others. */
const concerning = (promotions: readonly Promotion[], cart: CartState): readonly Promotion[] =>
  cart.exists ? promotions.filter((promotion) => cart.lines.some((line) => concerns(promotion, line))) : [];

const isSame = (some: readonly Promotion[], others: readonly Promotion[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);
