import { reject, type Decider, type Decision } from '../shared/decider.ts';
import { checkOut } from './check-out.ts';
import type { CartCommand } from './commands.ts';
import { applyCoupon, removeCoupon } from './coupons.ts';
import type { CartEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { addItem, changeItemQuantity, removeItem } from './items.ts';
import { abandonCart, createCart, expireCart, recoverCart } from './lifecycle.ts';
import { markItemAvailability, updateItemPrice } from './catalog-updates.ts';
import { assignCart, mergeAway, mergeCart } from './merge.ts';
import { noCart, type CartState, type CreatedCart } from './state.ts';

const decide = (command: CartCommand, state: CartState): Decision<CartEvent> => {
  if (state.exists) return decideCreated(command, state);
  return command.type === 'CreateCart'
    ? createCart(command)
    : reject('not_found', 'cart_not_found', 'there is no such cart');
};

const decideCreated = (command: CartCommand, cart: CreatedCart): Decision<CartEvent> => {
  switch (command.type) {
    case 'CreateCart':
      return { ok: true, events: [] };
    case 'AddItem':
      return addItem(command, cart);
    case 'ChangeItemQuantity':
      return changeItemQuantity(command, cart);
    case 'RemoveItem':
      return removeItem(command, cart);
    case 'ApplyCoupon':
      return applyCoupon(command, cart);
    case 'RemoveCoupon':
      return removeCoupon(command, cart);
    case 'MergeAway':
      return mergeAway(command, cart);
    case 'MergeCart':
      return mergeCart(command, cart);
    case 'AssignCart':
      return assignCart(command, cart);
    case 'AbandonCart':
      return abandonCart(command, cart);
    case 'RecoverCart':
      return recoverCart(command, cart);
    case 'ExpireCart':
      return expireCart(command, cart);
    case 'CheckOut':
      return checkOut(command, cart);
    case 'UpdateItemPrice':
      return updateItemPrice(command, cart);
    case 'MarkItemAvailability':
      return markItemAvailability(command, cart);
  }
};

/** The shopping cart: from the first item to the order, or to its end without one. Rules: domain/cart/README.md. */
export const cartDecider: Decider<CartCommand, CartEvent, CartState> = { initial: noCart, decide, evolve };
