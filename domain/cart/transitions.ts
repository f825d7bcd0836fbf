import { reject } from '../shared/decider.ts';
import { leads, stateMachine, stays } from '../shared/state-machine.ts';
import type { CartCommand, CreateCart } from './commands.ts';
import { cartStatuses, type CartStatus } from './state.ts';

/** Needs a cart that was created. */
export type CreatedCartCommand = Exclude<CartCommand, CreateCart>;

const open = ['active', 'abandoned'] as const;

/** Brings an abandoned cart back: the shopper has changed it. */
const changed = { arrows: leads<CartStatus>(open, 'active') };

/**
 * Holds the state machine of a cart: the only place that says which command is allowed in which status and where it may lead.
 * An ended cart answers everything with the advice to start a new one.
 */
export const cartMachine = stateMachine<CreatedCartCommand['type'], CartStatus>(
  'cart',
  cartStatuses,
  {
    AddItem: changed,
    ChangeItemQuantity: changed,
    RemoveItem: changed,
    ApplyCoupon: changed,
    RemoveCoupon: changed,
    MergeCart: changed,
    AssignCart: changed,
    AbandonCart: { arrows: { active: ['abandoned'] } },
    RecoverCart: { arrows: { abandoned: ['active'] } },
    MergeAway: { arrows: leads<CartStatus>(open, 'merged') },
    CheckOut: { arrows: leads<CartStatus>(open, 'checked_out') },
    ExpireCart: { arrows: leads<CartStatus>(open, 'expired') },
    UpdateItemPrice: { arrows: stays<CartStatus>(...open) },
    MarkItemAvailability: { arrows: stays<CartStatus>(...open) },
  },
  (status) =>
    reject('wrong_state', 'cart_closed', `the cart is ${status.replace('_', ' ')}: start a new one`, { status }),
);
