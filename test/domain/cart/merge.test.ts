import assert from 'node:assert/strict';
import type { CartEvent, CartLine } from '../../../domain/cart/events.ts';
import { added, closedCarts, created, given, item, minute } from './carts.ts';

const cart = [created, added('L1', 'mug'), added('L2', 'cup')];
const lines: readonly CartLine[] = [
  { lineId: 'L1', ...item('cup', { quantity: 250 }) },
  { lineId: 'L2', ...item('mug', { unitPrice: 4500 }) },
  { lineId: 'L7', ...item('pot') },
];
const mergeCart = { type: 'MergeCart', fromCartId: 'cart-2', lines, at: minute(10) } as const;
const mergeAway = (intoCartId: string) => ({ type: 'MergeAway', intoCartId, at: minute(10) }) as const;
const assign = (customerId: string) => ({ type: 'AssignCart', customerId, at: minute(10) }) as const;

const merged: CartEvent = {
  type: 'CartMerged',
  data: {
    cartId: 'cart-1',
    fromCartId: 'cart-2',
    lines: [
      { lineId: 'L1', ...item('mug') },
      { lineId: 'L2', ...item('cup', { quantity: 1250 }) },
      { lineId: 'L3', ...item('mug', { unitPrice: 4500 }) },
      { lineId: 'L4', ...item('pot') },
    ],
    mergedAt: minute(10),
  },
};
const assigned: CartEvent = {
  type: 'CartAssigned',
  data: { cartId: 'cart-1', customerId: 'c1', assignedAt: minute(10) },
};

describe('cart: merging a guest’s cart in', () => {
  it('adds up equal variants at equal prices and numbers the others on', () => {
    given(cart).when(mergeCart).then([merged]);
  });

  it('numbers on from the last line ever given', () => {
    const state = given([...cart, merged])
      .when({ type: 'RemoveItem', lineId: 'L4', at: minute(11) })
      .state();
    assert.ok(state.exists);
    assert.equal(state.lastLine, 4);
    assert.deepEqual(state.mergedFrom, ['cart-2']);
  });

  it('keeps the last line’s number when nothing new came in', () => {
    const history: readonly CartEvent[] = [
      ...cart,
      { type: 'CartItemRemoved', data: { cartId: 'cart-1', lineId: 'L2', removedAt: minute(2) } },
    ];
    const state = given(history)
      .when({ ...mergeCart, lines: [] })
      .state();
    assert.ok(state.exists);
    assert.equal(state.lastLine, 2);
  });

  it('is done once for each cart', () => {
    const twice = given([...cart, merged]);
    twice.when(mergeCart).then([]);
    const other = twice.when({ ...mergeCart, fromCartId: 'cart-3' }).state();
    assert.ok(other.exists);
    assert.deepEqual(other.mergedFrom, ['cart-2', 'cart-3']);
  });

  it('is no event when repeated on a cart that was closed since', () => {
    const [, ...closing] = closedCarts().checked_out;
    given([created, merged, ...closing])
      .when(mergeCart)
      .then([]);
  });
});

describe('cart: merging away', () => {
  it('closes the cart and says what went over', () => {
    const when = given(cart).when(mergeAway('cart-2'));
    when.then([
      {
        type: 'CartMergedAway',
        data: {
          cartId: 'cart-1',
          intoCartId: 'cart-2',
          lines: [
            { lineId: 'L1', ...item('mug') },
            { lineId: 'L2', ...item('cup') },
          ],
          mergedAt: minute(10),
        },
      },
    ]);
    const state = when.state();
    assert.ok(state.exists);
    assert.equal(state.status, 'merged');
    assert.equal(state.mergedInto, 'cart-2');
  });

  it('is no event when repeated, and refused into another cart', () => {
    given(closedCarts().merged).when(mergeAway('cart-2')).then([]);
    given(closedCarts().merged)
      .when(mergeAway('cart-3'))
      .then({ kind: 'wrong_state', code: 'cart_closed', details: { status: 'merged' } });
  });

  it('is refused into itself', () => {
    given(cart).when(mergeAway('cart-1')).then({ kind: 'rule', code: 'cart_merged_into_itself' });
  });
});

describe('cart: assigning a guest’s cart', () => {
  it('makes it the customer’s', () => {
    const when = given(cart).when(assign('c1'));
    when.then([assigned]);
    const state = when.state();
    assert.ok(state.exists);
    assert.equal(state.customerId, 'c1');
  });

  it('is no event for its owner', () => {
    given([...cart, assigned])
      .when(assign('c1'))
      .then([]);
  });

  it('is refused for another customer', () => {
    given([...cart, assigned])
      .when(assign('c2'))
      .then({ kind: 'wrong_state', code: 'cart_of_another_customer' });
  });
});
