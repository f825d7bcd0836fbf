import { businessTime } from '../command-context.ts';
import { findCoupon } from '../coupon.ts';
import type { CartUseCases } from '../engine.ts';
import { notFound } from '../refusals.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';

export const applyCoupon =
  ({ handlers, coupons }: UseCaseDependencies): CartUseCases['applyCoupon'] =>
  (context, cartId, { code }) =>
    handlers.cart.handle(cartId, context, async (cart) => {
      if (!cart.exists) return notFound('cart');
      const coupon = await findCoupon(coupons, context.organizationId, code, cart.currency);
      return coupon.ok ? { type: 'ApplyCoupon', coupon: coupon.value, at: businessTime(context) } : coupon;
    });

export const removeCoupon =
  ({ handlers }: UseCaseDependencies): CartUseCases['removeCoupon'] =>
  (context, cartId, code) =>
    handlers.cart.handle(cartId, context, {
      type: 'RemoveCoupon',
      code: code.toUpperCase(),
      at: businessTime(context),
    });
