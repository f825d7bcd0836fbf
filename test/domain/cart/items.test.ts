import assert from 'node:assert/strict';
import type { CartEvent } from '../../../domain/cart/events.ts';
import { maxMinor } from '../../../domain/shared/money.ts';
import { maxQuantity } from '../../../domain/shared/quantity.ts';
import { add, added, created, given, item, minute, quantityChanged } from './carts.ts';

const change = (lineId: string, quantity: number) =>
  ({ type: 'ChangeItemQuantity', lineId, quantity, at: minute(10) }) as const;
const remove = (lineId: string) => ({ type: 'RemoveItem', lineId, at: minute(10) }) as const;
const removed = (lineId: string): CartEvent => ({
  type: 'CartItemRemoved',
  data: { cartId: 'cart-1', lineId, removedAt: minute(10) },
});
const justAdded = (lineId: string, variantId: string, unitPrice = 5000): CartEvent => ({
  type: 'CartItemAdded',
  data: { cartId: 'cart-1', line: { lineId, ...item(variantId, { unitPrice }) }, addedAt: minute(10) },
});

const invalidQuantity = { kind: 'rule', code: 'invalid_quantity' } as const;
const amountTooLarge = { kind: 'rule', code: 'amount_too_large' } as const;
const itemNotFound = { kind: 'not_found', code: 'cart_item_not_found' } as const;

describe('cart: adding an item', () => {
  it('makes a new line', () => {
    given([created])
      .when(add('mug'))
      .then([justAdded('L1', 'mug')]);
    given([created, added('L1', 'mug')])
      .when(add('cup'))
      .then([justAdded('L2', 'cup')]);
  });

  it('raises the quantity of the line that holds the variant at this price', () => {
    given([created, added('L1', 'cup'), added('L2', 'mug')])
      .when(add('mug', { quantity: 500 }))
      .then([quantityChanged('L2', 1500)]);
  });

  it('makes another line of the variant at another price', () => {
    given([created, added('L1', 'mug')])
      .when(add('mug', { unitPrice: 4500 }))
      .then([justAdded('L2', 'mug', 4500)]);
  });

  it('never gives the id of a removed line again', () => {
    given([created, added('L1', 'mug'), added('L2', 'cup'), removed('L2')])
      .when(add('pot'))
      .then([justAdded('L3', 'pot')]);
  });

  it('is refused beyond the most lines, unless a line takes it in', () => {
    const full = [created, added('L1', 'mug'), added('L2', 'cup'), added('L3', 'pot')];
    given(full)
      .when(add('jar'))
      .then({ kind: 'rule', code: 'max_items_exceeded', details: { maximum: 3 } });
    given(full)
      .when(add('cup'))
      .then([quantityChanged('L2', 2000)]);
  });

  it('is refused for a quantity that is none, for a new line and for a held one', () => {
    const held = [created, added('L1', 'mug', { quantity: 3000 })];
    for (const quantity of [0, -1000, 0.5, maxQuantity + 1]) {
      given([created]).when(add('mug', { quantity })).then(invalidQuantity);
      given(held).when(add('mug', { quantity })).then(invalidQuantity);
    }
    given(held)
      .when(add('mug', { quantity: maxQuantity - 2999 }))
      .then(invalidQuantity);
  });

  it('is refused beyond the largest amount that is counted, of the whole cart', () => {
    const dear = [created, added('L1', 'yacht', { unitPrice: maxMinor - 5000 })];
    given(dear)
      .when(add('mug'))
      .then([justAdded('L2', 'mug')]);
    given(dear)
      .when(add('mug', { unitPrice: 5001 }))
      .then(amountTooLarge);
    given([created, added('L1', 'yacht', { unitPrice: maxMinor })])
      .when(add('yacht', { unitPrice: maxMinor }))
      .then(amountTooLarge);
  });
});

describe('cart: changing a quantity', () => {
  const cart = [created, added('L1', 'mug'), added('L2', 'cup')];

  it('sets it', () => {
    given(cart)
      .when(change('L2', 250))
      .then([quantityChanged('L2', 250)]);
  });

  it('is no event if it is so already', () => {
    given(cart).when(change('L2', 1000)).then([]);
  });

  it('is refused for an item that the cart does not have', () => {
    given(cart).when(change('L3', 1000)).then(itemNotFound);
  });

  it('is refused for a quantity that is none', () => {
    for (const quantity of [0, -1, maxQuantity + 1]) given(cart).when(change('L1', quantity)).then(invalidQuantity);
  });

  it('is refused beyond the largest amount', () => {
    const dear = [created, added('L1', 'yacht', { unitPrice: maxMinor / 2 })];
    given(dear)
      .when(change('L1', 2000))
      .then([quantityChanged('L1', 2000)]);
    given(dear).when(change('L1', 2001)).then(amountTooLarge);
  });

  it('changes that line alone', () => {
    const state = given(cart).when(change('L2', 250)).state();
    assert.ok(state.exists);
    assert.deepEqual(state.lines, [
      { lineId: 'L1', ...item('mug') },
      { lineId: 'L2', ...item('cup', { quantity: 250 }) },
    ]);
  });
});

describe('cart: removing an item', () => {
  const cart = [created, added('L1', 'mug'), added('L2', 'cup')];

  it('takes that line out', () => {
    const when = given(cart).when(remove('L1'));
    when.then([removed('L1')]);
    const state = when.state();
    assert.ok(state.exists);
    assert.deepEqual(state.lines, [{ lineId: 'L2', ...item('cup') }]);
  });

  it('is refused for an item that the cart does not have', () => {
    given([...cart, removed('L1')])
      .when(remove('L1'))
      .then(itemNotFound);
  });
});
