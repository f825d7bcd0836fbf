import { addHours } from '../shared/instant.ts';
import type { CreatedCart } from './state.ts';
import { cartMachine, type CreatedCartCommand } from './transitions.ts';

/**
 * Whether the cart already is as the command wants it, or the command comes too early or too late for it: then it is accepted
 * without events, on a closed cart too.
 */
export const isAlreadyDone = (command: CreatedCartCommand, cart: CreatedCart): boolean => {
  switch (command.type) {
    case 'MergeAway':
      return cart.mergedInto === command.intoCartId;
    case 'MergeCart':
      return cart.mergedFrom.includes(command.fromCartId);
    case 'AssignCart':
      return cart.customerId === command.customerId;
    case 'AbandonCart':
      return (
        cart.status !== 'active' || cart.lines.length === 0 || command.at < addHours(cart.touchedAt, command.idleHours)
      );
    case 'RecoverCart':
      return cart.status === 'active';
    case 'ExpireCart':
      return isClosed(command, cart) || command.at < cart.expiresAt;
    case 'CheckOut':
      return cart.status === 'checked_out';
    case 'UpdateItemPrice':
    case 'MarkItemAvailability':
      return isClosed(command, cart);
    case 'AddItem':
    case 'ChangeItemQuantity':
    case 'RemoveItem':
    case 'ApplyCoupon':
    case 'RemoveCoupon':
      return false;
  }
};

const isClosed = ({ type }: CreatedCartCommand, { status }: CreatedCart): boolean =>
  !cartMachine.isAllowed(type, status);
