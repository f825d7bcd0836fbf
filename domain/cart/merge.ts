import { accept, reject, type Decision } from '../shared/decider.ts';
import type { AssignCart, MergeAway, MergeCart } from './commands.ts';
import type { CartEvent } from './events.ts';
import { mergeLines } from './lines.ts';
import type { CreatedCart } from './state.ts';

export const mergeAway = ({ intoCartId, at }: MergeAway, { cartId, lines }: CreatedCart): Decision<CartEvent> =>
  intoCartId === cartId
    ? reject('rule', 'cart_merged_into_itself', 'name the cart of the guest, not this one')
    : accept({ type: 'CartMergedAway', data: { cartId, intoCartId, lines, mergedAt: at } });

export const mergeCart = ({ fromCartId, lines, at }: MergeCart, cart: CreatedCart): Decision<CartEvent> => {
  const merged = mergeLines(cart.lines, cart.lastLine, lines);
  return accept({ type: 'CartMerged', data: { cartId: cart.cartId, fromCartId, lines: merged, mergedAt: at } });
};

export const assignCart = (
  { customerId, at }: AssignCart,
  { cartId, customerId: owner }: CreatedCart,
): Decision<CartEvent> =>
  owner === null
    ? accept({ type: 'CartAssigned', data: { cartId, customerId, assignedAt: at } })
    : reject('wrong_state', 'cart_of_another_customer', 'the cart belongs to another customer: start a new one');
