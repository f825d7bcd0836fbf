import { accept, reject, type Decision } from '../shared/decider.ts';
import { refuseUseless } from '../shared/pricing/coupon-refusal.ts';
import type { ApplyCoupon, RemoveCoupon } from './commands.ts';
import type { CartEvent } from './events.ts';
import { subtotalOf } from './lines.ts';
import type { CreatedCart } from './state.ts';

export const applyCoupon = ({ coupon, at }: ApplyCoupon, cart: CreatedCart): Decision<CartEvent> => {
  if (hasCoupon(cart, coupon.code)) return accept();
  const refusal = refuseUseless(coupon, { subtotal: subtotalOf(cart.lines), currency: cart.currency }, at);
  if (refusal !== undefined) return refusal;
  return accept({ type: 'CartCouponApplied', data: { cartId: cart.cartId, coupon, appliedAt: at } });
};

export const removeCoupon = ({ code, at }: RemoveCoupon, cart: CreatedCart): Decision<CartEvent> => {
  if (!hasCoupon(cart, code)) return reject('not_found', 'coupon_not_found', 'the cart has no such coupon');
  return accept({ type: 'CartCouponRemoved', data: { cartId: cart.cartId, code, removedAt: at } });
};

const hasCoupon = (cart: CreatedCart, code: string): boolean => cart.coupons.some((coupon) => coupon.code === code);
