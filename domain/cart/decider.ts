import { accept, decideBy, reject, type Decider, type Decision, type Handlers } from '../shared/decider.ts';
import { checkOut } from './check-out.ts';
import type { CartCommand } from './commands.ts';
import {
  applyCoupon,
  removeCoupon,
  addItem,
  changeItemQuantity,
  removeItem,
  abandonCart,
  createCart,
  expireCart,
  invalidRecoveryToken,
  recoverCart,
  assignCart,
  mergeAway,
  mergeCart,
} from './decide.ts';
import type { CartEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { markItemAvailability, updateItemPrice } from './catalog-updates.ts';
import { isAlreadyDone } from './already-done.ts';
import { shopperChange } from './shopper-change.ts';
import { cartMachine, type CreatedCartCommand } from './transitions.ts';
import { noCart, type CartState, type CreatedCart } from './state.ts';

/** Decides every command in four steps: does the cart exist, is it already so, does the status allow it, do its own rules. */
const decide = (command: CartCommand, state: CartState): Decision<CartEvent> => {
  if (command.type === 'CreateCart') return state.exists ? accept() : createCart(command);
  if (!state.exists) return reject('not_found', 'cart_not_found', 'there is no such cart');
  if (command.type === 'RecoverCart' && command.token !== state.recoveryToken) return invalidRecoveryToken();
  if (isAlreadyDone(command, state)) return accept();
  if (!cartMachine.isAllowed(command.type, state.status)) return cartMachine.refusal(command.type, state.status);
  return decideBy(handlers, command, state);
};

const handlers: Handlers<CreatedCartCommand, CreatedCart, CartEvent> = {
  AddItem: shopperChange(addItem),
  ChangeItemQuantity: shopperChange(changeItemQuantity),
  RemoveItem: shopperChange(removeItem),
  ApplyCoupon: shopperChange(applyCoupon),
  RemoveCoupon: shopperChange(removeCoupon),
  MergeAway: shopperChange(mergeAway),
  MergeCart: shopperChange(mergeCart),
  AssignCart: shopperChange(assignCart),
  CheckOut: shopperChange(checkOut),
  AbandonCart: abandonCart,
  RecoverCart: recoverCart,
  ExpireCart: expireCart,
  UpdateItemPrice: updateItemPrice,
  MarkItemAvailability: markItemAvailability,
};

/** Decides a shopping cart from the first item to the order, or to its end without one. Rules: domain/cart/README.md. */
export const cartDecider: Decider<CartCommand, CartEvent, CartState> = { initial: noCart, decide, evolve };
