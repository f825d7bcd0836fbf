import { accept, reject, type Decision } from '../shared/decider.ts';
import { formatMinor } from '../shared/money.ts';
import { couponObstacle } from '../shared/pricing/coupon.ts';
import { change } from './change.ts';
import type { ApplyCoupon, RemoveCoupon } from './commands.ts';
import type { CartEvent } from './events.ts';
import { subtotalOf } from './lines.ts';
import type { CreatedCart } from './state.ts';

export const applyCoupon = ({ coupon, at }: ApplyCoupon, cart: CreatedCart): Decision<CartEvent> =>
  change(cart, at, () => {
    if (hasCoupon(cart, coupon.code)) return accept();
    const { code, expiresAt } = coupon;
    switch (couponObstacle(coupon, subtotalOf(cart.lines), at)) {
      case 'coupon_expired':
        return reject('rule', 'coupon_expired', `coupon ${code} is no longer valid`, { code, expired_at: expiresAt });
      case 'coupon_minimum_not_met': {
        const minimum = formatMinor(coupon.minimumSpend, cart.currency);
        const message = `coupon ${code} needs items for at least ${minimum} ${cart.currency}`;
        return reject('rule', 'coupon_minimum_not_met', message, { code, minimum_spend: minimum });
      }
      case undefined:
        return accept({ type: 'CartCouponApplied', data: { cartId: cart.cartId, coupon, appliedAt: at } });
    }
  });

export const removeCoupon = ({ code, at }: RemoveCoupon, cart: CreatedCart): Decision<CartEvent> =>
  change(cart, at, () =>
    hasCoupon(cart, code)
      ? accept({ type: 'CartCouponRemoved', data: { cartId: cart.cartId, code, removedAt: at } })
      : reject('not_found', 'coupon_not_found', 'the cart has no such coupon'),
  );

const hasCoupon = (cart: CreatedCart, code: string): boolean => cart.coupons.some((coupon) => coupon.code === code);
