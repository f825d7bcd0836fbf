import assert from 'node:assert/strict';
import type { MarkItemAvailability, UpdateItemPrice } from '../../../domain/cart/commands.ts';
import { cartDecider } from '../../../domain/cart/decider.ts';
import type { CartEvent } from '../../../domain/cart/events.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { maxMinor } from '../../../domain/shared/money.ts';
import { abandoned, added, closedCarts, created, given, minute } from './carts.ts';

const price = (unitPrice: number, changes: Partial<UpdateItemPrice> = {}): UpdateItemPrice => ({
  type: 'UpdateItemPrice',
  variantId: 'mug',
  unitPrice,
  currency: 'CLP',
  at: minute(20),
  ...changes,
});
const stock = (available: boolean, changes: Partial<MarkItemAvailability> = {}): MarkItemAvailability => ({
  type: 'MarkItemAvailability',
  variantId: 'mug',
  available,
  at: minute(20),
  ...changes,
});
const repriced = (lineIds: readonly string[], unitPrice: number, minutes = 20): CartEvent => ({
  type: 'CartItemRepriced',
  data: { cartId: 'cart-1', lineIds, unitPrice, repricedAt: minute(minutes) },
});
const marked = (lineIds: readonly string[], available: boolean, minutes = 20): CartEvent => ({
  type: 'CartItemAvailabilityChanged',
  data: { cartId: 'cart-1', lineIds, available, changedAt: minute(minutes) },
});

/** The mug twice, at 5000 and at 6000, and a cup. */
const cart = [created, added('L1', 'mug'), added('L2', 'cup'), added('L3', 'mug', { unitPrice: 6000 })];
const stateOf = (history: readonly CartEvent[]) => {
  const state = fold(cartDecider.evolve, cartDecider.initial, history);
  assert.ok(state.exists);
  return state;
};

describe('cart: a new price', () => {
  it('reaches every line of the variant', () => {
    const { lines, touchedAt } = stateOf(
      given(cart)
        .when(price(4500))
        .then([repriced(['L1', 'L3'], 4500)]),
    );
    assert.deepEqual(
      lines.map(({ lineId, unitPrice }) => [lineId, unitPrice]),
      [
        ['L1', 4500],
        ['L2', 5000],
        ['L3', 4500],
      ],
    );
    assert.equal(touchedAt, minute(1), 'the shopper did nothing');
  });

  it('is news only to the lines that cost something else', () => {
    given(cart)
      .when(price(5000))
      .then([repriced(['L3'], 5000)]);
    given([...cart, repriced(['L1', 'L3'], 4500)])
      .when(price(4500, { at: minute(30) }))
      .then([]);
    given(cart)
      .when(price(1, { variantId: 'pot' }))
      .then([]);
  });

  it('gives way to later news, line by line', () => {
    const known = [...cart, repriced(['L3'], 4500)];
    given(known)
      .when(price(4000, { at: minute(19) }))
      .then([repriced(['L1'], 4000, 19)]);
    given(known)
      .when(price(4000))
      .then([repriced(['L1', 'L3'], 4000)]);
    given([...cart, marked(['L1', 'L3'], false, 30)])
      .when(price(4000))
      .then([repriced(['L1', 'L3'], 4000)]);
  });

  it('in another currency is about another cart', () => {
    given(cart)
      .when(price(4500, { currency: 'USD' }))
      .then([]);
  });

  it('is refused if the cart were worth more than amounts go', () => {
    const bought = [created, added('L1', 'mug', { quantity: 2000 })];
    given(bought)
      .when(price(maxMinor / 2))
      .then([repriced(['L1'], maxMinor / 2)]);
    given(bought)
      .when(price(maxMinor / 2 + 1))
      .then({ kind: 'rule', code: 'amount_too_large' });
  });
});

describe('cart: stock of an item', () => {
  it('marks every line of the variant, and takes the mark away', () => {
    const gone = given(cart)
      .when(stock(false))
      .then([marked(['L1', 'L3'], false)]);
    const { unavailableLines, touchedAt } = stateOf(gone);
    assert.deepEqual([unavailableLines, touchedAt], [['L1', 'L3'], minute(1)]);
    const back = given(gone)
      .when(stock(true, { at: minute(21) }))
      .then([marked(['L1', 'L3'], true, 21)]);
    assert.deepEqual(stateOf(back).unavailableLines, []);
  });

  it('is news only to the lines that are marked otherwise', () => {
    given(cart).when(stock(true)).then([]);
    given([...cart, marked(['L1', 'L3'], false)])
      .when(stock(false, { at: minute(30) }))
      .then([]);
    given([...cart, marked(['L1'], false)])
      .when(stock(false))
      .then([marked(['L3'], false)]);
    const some = [...cart, marked(['L1', 'L2'], false)];
    assert.deepEqual(
      stateOf(
        given(some)
          .when(stock(true))
          .then([marked(['L1'], true)]),
      ).unavailableLines,
      ['L2'],
    );
    given(cart)
      .when(stock(false, { variantId: 'pot' }))
      .then([]);
  });

  it('gives way to later news, line by line', () => {
    const known = [...cart, marked(['L1', 'L3'], false), marked(['L1', 'L3'], true, 25)];
    given(known)
      .when(stock(false, { at: minute(24) }))
      .then([]);
    given(known)
      .when(stock(false, { at: minute(25) }))
      .then([marked(['L1', 'L3'], false, 25)]);
    given([...cart, repriced(['L1', 'L3'], 4500, 30)])
      .when(stock(false))
      .then([marked(['L1', 'L3'], false)]);
  });
});

describe('cart: news from others', () => {
  it('reach an abandoned cart, and do not bring it back', () => {
    const history = [...cart, abandoned];
    given(history)
      .when(price(4500))
      .then([repriced(['L1', 'L3'], 4500)]);
    given(history)
      .when(stock(false))
      .then([marked(['L1', 'L3'], false)]);
  });

  it('leave a closed cart as it is', () => {
    for (const history of Object.values(closedCarts())) {
      given(history).when(price(4500)).then([]);
      given(history).when(stock(false)).then([]);
    }
  });

  it('need a cart', () => {
    given([]).when(price(4500)).then({ kind: 'not_found', code: 'cart_not_found' });
    given([]).when(stock(false)).then({ kind: 'not_found', code: 'cart_not_found' });
  });
});
