import { accept, reject, type Decision } from '../shared/decider.ts';
import { change } from './change.ts';
import type { AssignCart, MergeAway, MergeCart } from './commands.ts';
import type { CartEvent } from './events.ts';
import { mergeLines } from './lines.ts';
import type { CreatedCart } from './state.ts';

export const mergeAway = ({ intoCartId, at }: MergeAway, cart: CreatedCart): Decision<CartEvent> => {
  const { cartId, lines } = cart;
  if (cart.mergedInto === intoCartId) return accept();
  return change(cart, at, () =>
    intoCartId === cartId
      ? reject('rule', 'cart_merged_into_itself', 'name the cart of the guest, not this one')
      : accept({ type: 'CartMergedAway', data: { cartId, intoCartId, lines, mergedAt: at } }),
  );
};

export const mergeCart = ({ fromCartId, lines, at }: MergeCart, cart: CreatedCart): Decision<CartEvent> => {
  if (cart.mergedFrom.includes(fromCartId)) return accept();
  return change(cart, at, () => {
    const merged = mergeLines(cart.lines, cart.lastLine, lines);
    return accept({ type: 'CartMerged', data: { cartId: cart.cartId, fromCartId, lines: merged, mergedAt: at } });
  });
};

export const assignCart = ({ customerId, at }: AssignCart, cart: CreatedCart): Decision<CartEvent> => {
  if (cart.customerId === customerId) return accept();
  return change(cart, at, () =>
    cart.customerId === null
      ? accept({ type: 'CartAssigned', data: { cartId: cart.cartId, customerId, assignedAt: at } })
      : reject('wrong_state', 'cart_of_another_customer', 'the cart belongs to another customer: start a new one'),
  );
};
