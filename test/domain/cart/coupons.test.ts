import assert from 'node:assert/strict';
import { apply, added, couponApplied, created, given, minute, welcome } from './carts.ts';

const cart = [created, added('L1', 'mug')];
const removeCoupon = (code: string) => ({ type: 'RemoveCoupon', code, at: minute(10) }) as const;

describe('cart: applying a coupon', () => {
  it('freezes its rule into the cart', () => {
    given(cart)
      .when(apply())
      .then([{ type: 'CartCouponApplied', data: { cartId: 'cart-1', coupon: welcome, appliedAt: minute(10) } }]);
  });

  it('is no event if it is applied already, even if it has expired since', () => {
    given([...cart, couponApplied(welcome)])
      .when(apply({ expiresAt: minute(3) }))
      .then([]);
  });

  it('is refused from the moment on that it expires', () => {
    given(cart)
      .when(apply({ expiresAt: minute(10) }))
      .then({
        kind: 'rule',
        code: 'coupon_expired',
        details: { code: 'WELCOME', expired_at: '2026-11-23T15:10:00.000Z' },
      });
  });

  it('is refused below its minimum spend', () => {
    given(cart)
      .when(apply({ minimumSpend: 5001 }))
      .then({
        kind: 'rule',
        code: 'coupon_minimum_not_met',
        details: { code: 'WELCOME', minimum_spend: '5001' },
      });
    given(cart)
      .when(apply({ minimumSpend: 5000 }))
      .events();
  });

  it('adds to those applied before', () => {
    const state = given([...cart, couponApplied(welcome)])
      .when(apply({ code: 'SPRING' }))
      .state();
    assert.ok(state.exists);
    assert.deepEqual(
      state.coupons.map(({ code }) => code),
      ['WELCOME', 'SPRING'],
    );
  });
});

describe('cart: removing a coupon', () => {
  const both = [...cart, couponApplied(welcome), couponApplied({ ...welcome, code: 'SPRING' })];

  it('takes that one off', () => {
    const when = given(both).when(removeCoupon('WELCOME'));
    when.then([{ type: 'CartCouponRemoved', data: { cartId: 'cart-1', code: 'WELCOME', removedAt: minute(10) } }]);
    const state = when.state();
    assert.ok(state.exists);
    assert.deepEqual(
      state.coupons.map(({ code }) => code),
      ['SPRING'],
    );
  });

  it('is refused for one that the cart does not have', () => {
    given(both).when(removeCoupon('SUMMER')).then({ kind: 'not_found', code: 'coupon_not_found' });
  });
});
