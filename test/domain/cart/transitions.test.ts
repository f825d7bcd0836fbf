import type { CartCommand } from '../../../domain/cart/commands.ts';
import { cartDecider } from '../../../domain/cart/decider.ts';
import { cartMachine } from '../../../domain/cart/transitions.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
import {
  abandoned,
  add,
  added,
  apply,
  checkOut,
  closedCarts,
  couponApplied,
  created,
  expiresAt,
  item,
  minute,
  welcome,
} from './carts.ts';

const active = [created, added('L1', 'mug'), couponApplied(welcome)];
const closed = ['merged', 'expired', 'checked_out'] as const;

const commands: readonly CartCommand[] = [
  add('cup'),
  { type: 'ChangeItemQuantity', lineId: 'L1', quantity: 2000, at: minute(10) },
  { type: 'RemoveItem', lineId: 'L1', at: minute(10) },
  apply({ code: 'SPRING' }),
  { type: 'RemoveCoupon', code: 'WELCOME', at: minute(10) },
  { type: 'MergeCart', fromCartId: 'cart-3', lines: [{ lineId: 'L1', ...item('pot') }], at: minute(10) },
  { type: 'AssignCart', customerId: 'c1', at: minute(10) },
  { type: 'AbandonCart', idleHours: 0, at: minute(10) },
  { type: 'RecoverCart', token: 'cart-1.secret', at: minute(10) },
  { type: 'MergeAway', intoCartId: 'cart-3', at: minute(10) },
  checkOut(),
  { type: 'ExpireCart', at: expiresAt },
  { type: 'UpdateItemPrice', variantId: 'mug', unitPrice: 4000, currency: 'CLP', at: minute(10) },
  { type: 'MarkItemAvailability', variantId: 'mug', available: false, at: minute(10) },
];

describeStateMachine({
  folder: 'cart',
  noun: 'cart',
  machine: cartMachine,
  decider: cartDecider,
  statusOf: (state) => (state.exists ? state.status : undefined),
  notFound: 'cart_not_found',
  histories: () => ({ active, abandoned: [...active, abandoned], ...closedCarts() }),
  commands: () => commands,
  alreadyDone: {
    AbandonCart: ['abandoned', ...closed],
    RecoverCart: ['active'],
    CheckOut: ['checked_out'],
    ExpireCart: closed,
    UpdateItemPrice: closed,
    MarkItemAvailability: closed,
  },
  refusal: (status) => ({
    kind: 'wrong_state',
    code: 'cart_closed',
    message: `the cart is ${status === 'checked_out' ? 'checked out' : status}: start a new one`,
    details: { status },
  }),
  ends: closed,
  actionsOf: () => [],
  actions: { active: [], abandoned: [], merged: [], expired: [], checked_out: [] },
});
