import { accept, reject, type Decision } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import type { CartEvent } from './events.ts';
import type { CreatedCart } from './state.ts';

/** Whether the cart still takes commands. */
export const isOpen = (cart: CreatedCart): boolean => cart.status === 'active' || cart.status === 'abandoned';

export const cartClosed = ({ status }: CreatedCart): Decision<CartEvent> =>
  reject('wrong_state', 'cart_closed', `the cart is ${status.replace('_', ' ')}: start a new one`, { status });

/**
 * A change by the shopper: refused as `cart_closed` on a closed cart, and whoever changes an abandoned cart has come
 * back to it, which is said first.
 */
export const change = (cart: CreatedCart, at: Instant, decide: () => Decision<CartEvent>): Decision<CartEvent> => {
  if (!isOpen(cart)) return cartClosed(cart);
  const decision = decide();
  if (cart.status === 'active' || !decision.ok || decision.events.length === 0) return decision;
  return accept({ type: 'CartRecovered', data: { cartId: cart.cartId, recoveredAt: at } }, ...decision.events);
};
