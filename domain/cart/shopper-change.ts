import { accept, fold, type Decision } from '../shared/decider.ts';
import type { Promotion } from '../shared/pricing/promotion.ts';
import { concerns } from '../shared/pricing/promotion-conditions.ts';
import type { Change } from './commands.ts';
import type { CartEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { CartState, CreatedCart } from './state.ts';

/**
 * Decides a change by the shopper. A change of an abandoned cart brings it back, which is said first; which promotions apply
 * by themselves from now on is said last, if they differ from those before.
 */
export const shopperChange =
  <Command extends Change>(decide: (command: Command, cart: CreatedCart) => Decision<CartEvent>) =>
  (command: Command, cart: CreatedCart): Decision<CartEvent> => {
    const decision = decide(command, cart);
    if (!decision.ok || decision.events.length === 0) return decision;
    const { at, offered = cart.promotions } = command;
    const { cartId, status } = cart;
    const recovery: readonly CartEvent[] =
      status === 'abandoned' ? [{ type: 'CartRecovered', data: { cartId, recoveredAt: at } }] : [];
    const promotions = concerning(offered, fold<CartEvent, CartState>(evolve, cart, decision.events));
    const offer: readonly CartEvent[] = isSame(promotions, cart.promotions)
      ? []
      : [{ type: 'CartPromotionsOffered', data: { cartId, promotions, offeredAt: at } }];
    return accept(...recovery, ...decision.events, ...offer);
  };

/** Keeps those of the promotions only that apply to anything in the cart. */
const concerning = (promotions: readonly Promotion[], cart: CartState): readonly Promotion[] =>
  cart.exists ? promotions.filter((promotion) => cart.lines.some((line) => concerns(promotion, line))) : [];

const isSame = (some: readonly Promotion[], more: readonly Promotion[]): boolean =>
  JSON.stringify(some) === JSON.stringify(more);
