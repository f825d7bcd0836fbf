import assert from 'node:assert/strict';
import type { CartCommand } from '../../../domain/cart/commands.ts';
import { cartDecider } from '../../../domain/cart/decider.ts';
import type { CartEvent } from '../../../domain/cart/events.ts';
import type { CartStatus } from '../../../domain/cart/state.ts';
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
  given,
  minute,
  recovered,
  start,
  welcome,
} from './carts.ts';

const cart = [created, added('L1', 'mug')];
const create: CartCommand = {
  type: 'CreateCart',
  cartId: 'cart-1',
  customerId: null,
  currency: 'CLP',
  taxMode: 'inclusive',
  recoveryToken: 'cart-1.secret',
  expiresAt,
  at: start,
};
const abandon = (at: string) => ({ type: 'AbandonCart', idleHours: 24, at }) as const;
const recover = (token: string) => ({ type: 'RecoverCart', token, at: minute(10) }) as const;
const expire = (at: string) => ({ type: 'ExpireCart', at }) as const;

/** What a shopper can do to a cart with a line and a coupon, and the type of the event that comes of it. */
const changes: readonly (readonly [CartCommand, CartEvent['type']])[] = [
  [add('cup'), 'CartItemAdded'],
  [{ type: 'ChangeItemQuantity', lineId: 'L1', quantity: 1, at: minute(10) }, 'CartItemQuantityChanged'],
  [{ type: 'RemoveItem', lineId: 'L1', at: minute(10) }, 'CartItemRemoved'],
  [apply({ code: 'SPRING' }), 'CartCouponApplied'],
  [{ type: 'RemoveCoupon', code: 'WELCOME', at: minute(10) }, 'CartCouponRemoved'],
  [{ type: 'MergeCart', fromCartId: 'cart-9', lines: [], at: minute(10) }, 'CartMerged'],
  [{ type: 'AssignCart', customerId: 'c1', at: minute(10) }, 'CartAssigned'],
];
const closings: readonly (readonly [CartCommand, CartEvent['type']])[] = [
  [{ type: 'MergeAway', intoCartId: 'cart-9', at: minute(10) }, 'CartMergedAway'],
  [checkOut(), 'CartCheckedOut'],
];

describe('cart: creating', () => {
  it('begins empty and active', () => {
    const when = given([]).when(create);
    when.then([created]);
    assert.deepEqual(when.state(), {
      exists: true,
      cartId: 'cart-1',
      status: 'active',
      customerId: null,
      currency: 'CLP',
      taxMode: 'inclusive',
      recoveryToken: 'cart-1.secret',
      lines: [],
      lastLine: 0,
      unavailableLines: [],
      pricesAsOf: {},
      stockAsOf: {},
      coupons: [],
      promotions: [],
      createdAt: start,
      touchedAt: start,
      expiresAt,
      mergedInto: null,
      mergedFrom: [],
      orderId: null,
    });
  });

  it('is no event when repeated', () => {
    given(cart).when(create).then([]);
  });

  it('comes before everything else', () => {
    for (const [command] of [...changes, ...closings]) {
      given([]).when(command).then({ kind: 'not_found', code: 'cart_not_found' });
    }
  });

  it('is where a history begins: events before it change nothing', () => {
    assert.deepEqual(cartDecider.evolve(cartDecider.initial, abandoned), { exists: false });
  });
});

describe('cart: every change by the shopper', () => {
  const filled = [...cart, couponApplied(welcome)];

  it('is accepted while the cart is active, and keeps it so', () => {
    for (const [command, type] of changes) {
      const when = given(filled).when(command);
      assert.deepEqual(
        when.events().map((event) => event.type),
        [type],
      );
      const state = when.state();
      assert.ok(state.exists);
      assert.equal(state.status, 'active', type);
      assert.equal(state.touchedAt, minute(10), type);
    }
  });

  it('recovers an abandoned cart first', () => {
    for (const [command, type] of [...changes, ...closings]) {
      const events = given([...filled, abandoned])
        .when(command)
        .events();
      assert.deepEqual(events[0], recovered);
      assert.deepEqual(
        events.map((event) => event.type),
        ['CartRecovered', type],
      );
    }
  });

  it('recovers nothing if nothing changes or it is refused', () => {
    given([...filled, abandoned])
      .when({ type: 'ChangeItemQuantity', lineId: 'L1', quantity: 1000, at: minute(10) })
      .then([]);
    given([...filled, abandoned])
      .when({ type: 'RemoveItem', lineId: 'L9', at: minute(10) })
      .then({ kind: 'not_found', code: 'cart_item_not_found' });
  });

  it('is refused once the cart is closed', () => {
    for (const [status, history] of Object.entries(closedCarts())) {
      for (const [command] of [...changes, ...closings]) {
        if (status === 'checked_out' && command.type === 'CheckOut') continue;
        given(history).when(command).then({ kind: 'wrong_state', code: 'cart_closed', details: { status } });
      }
    }
  });

  it('tells people the status in words', () => {
    const { message } = given(closedCarts().checked_out).when(add('mug')).rejection();
    assert.equal(message, 'the cart is checked out: start a new one');
  });
});

describe('cart: abandoning', () => {
  const idle = '2026-11-24T15:01:00.000Z';
  const abandonedNow: CartEvent = { type: 'CartAbandoned', data: { cartId: 'cart-1', abandonedAt: idle } };

  it('happens once the cart was not touched for so many hours', () => {
    const when = given(cart).when(abandon(idle));
    when.then([abandonedNow]);
    const state = when.state();
    assert.ok(state.exists);
    assert.equal(state.status, 'abandoned');
    assert.equal(state.touchedAt, minute(1));
    given(cart).when(abandon('2026-11-24T15:00:59.999Z')).then([]);
  });

  it('does not happen to a cart without lines', () => {
    given([created]).when(abandon(idle)).then([]);
  });

  it('does not happen twice, nor to a closed cart', () => {
    given([...cart, abandonedNow])
      .when(abandon('2027-01-01T00:00:00.000Z'))
      .then([]);
    for (const history of Object.values(closedCarts()))
      given(history).when(abandon('2027-01-01T00:00:00.000Z')).then([]);
  });
});

describe('cart: recovering', () => {
  it('makes an abandoned cart active again', () => {
    const when = given([...cart, abandoned]).when(recover('cart-1.secret'));
    when.then([recovered]);
    const state = when.state();
    assert.ok(state.exists);
    assert.equal(state.status, 'active');
    assert.equal(state.touchedAt, minute(10));
  });

  it('is no event if the cart is active', () => {
    given(cart).when(recover('cart-1.secret')).then([]);
  });

  it('is refused with another token, whatever became of the cart', () => {
    const refused = { kind: 'not_found', code: 'invalid_recovery_token' } as const;
    for (const history of [cart, [...cart, abandoned], ...Object.values(closedCarts())]) {
      given(history).when(recover('cart-1.guess')).then(refused);
    }
  });

  it('is refused for a closed cart', () => {
    for (const [status, history] of Object.entries(closedCarts())) {
      given(history)
        .when(recover('cart-1.secret'))
        .then({ kind: 'wrong_state', code: 'cart_closed', details: { status } });
    }
  });
});

describe('cart: expiring', () => {
  const expired: CartEvent = { type: 'CartExpired', data: { cartId: 'cart-1', expiredAt: expiresAt } };

  it('ends an open cart at its time, not before', () => {
    for (const history of [[created], cart, [...cart, abandoned]]) {
      given(history).when(expire('2026-12-23T14:59:59.999Z')).then([]);
      const when = given(history).when(expire(expiresAt));
      when.then([expired]);
      const state = when.state();
      assert.ok(state.exists);
      assert.equal(state.status, 'expired' satisfies CartStatus);
    }
  });

  it('is no event on a closed cart', () => {
    for (const history of Object.values(closedCarts()))
      given(history).when(expire('2027-01-01T00:00:00.000Z')).then([]);
  });
});
