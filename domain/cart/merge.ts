import { accept, reject, type Decision } from '../shared/decider.ts';
import { change } from './guard-change.ts';
import type { AssignCart, MergeAway, MergeCart } from './commands.ts';
import type { CartEvent } from './events.ts';
import { mergeLines } from './lines.ts';
import type { CreatedCart } from './state.ts';

export const mergeAway = (command: MergeAway, cart: CreatedCart): Decision<CartEvent> => {
  const { intoCartId, at } = command;
  const { cartId, lines } = cart;
  if (cart.mergedInto === intoCartId) return accept();
  return change(cart, command, () =>
    intoCartId === cartId
      ? reject('rule', 'cart_merged_into_itself', 'name the cart of the guest, not this one')
      : accept({ type: 'CartMergedAway', data: { cartId, intoCartId, lines, mergedAt: at } }),
  );
};

export const mergeCart = (command: MergeCart, cart: CreatedCart): Decision<CartEvent> => {
  const { fromCartId, lines, at } = command;
  if (cart.mergedFrom.includes(fromCartId)) return accept();
  return change(cart, command, () => {
    const merged = mergeLines(cart.lines, cart.lastLine, lines);
    return accept({ type: 'CartMerged', data: { cartId: cart.cartId, fromCartId, lines: merged, mergedAt: at } });
  });
};

export const assignCart = (command: AssignCart, cart: CreatedCart): Decision<CartEvent> => {
  const { customerId, at } = command;
  if (cart.customerId === customerId) return accept();
  return change(cart, command, () =>
    cart.customerId === null
      ? accept({ type: 'CartAssigned', data: { cartId: cart.cartId, customerId, assignedAt: at } })
      : reject('wrong_state', 'cart_of_another_customer', 'the cart belongs to another customer: start a new one'),
  );
};
