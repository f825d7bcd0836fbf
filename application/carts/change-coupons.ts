import type { CartUseCases } from '../engine/engine.ts';
import { findCoupon } from '../promotions/offers.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { changeCart, saleOf } from './change-cart.ts';

export const applyCoupon =
  (dependencies: UseCaseDependencies): CartUseCases['applyCoupon'] =>
  (context, cartId, { code }) =>
    changeCart(dependencies, context, cartId, async (cart, news) => {
      const coupon = await findCoupon(dependencies, saleOf(context, cart), code);
      return coupon.ok ? { type: 'ApplyCoupon', coupon: coupon.value, ...news } : coupon;
    });

export const removeCoupon =
  (dependencies: UseCaseDependencies): CartUseCases['removeCoupon'] =>
  (context, cartId, code) =>
    changeCart(dependencies, context, cartId, (_cart, news) => ({
      type: 'RemoveCoupon',
      code: code.toUpperCase(),
      ...news,
    }));
