import type { CartState } from '../../domain/cart/state.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { findCoupon } from '../promotions/offers.ts';
import { changeCart, saleOf } from './change-cart.ts';

export const applyCoupon =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, cartId: string, { code }: { readonly code: string }): Promise<Outcome<CartState>> =>
    changeCart(dependencies, context, cartId, async (cart, news) => {
      const coupon = await findCoupon(dependencies, saleOf(context, cart), code);
      return coupon.ok ? { type: 'ApplyCoupon', coupon: coupon.value, ...news } : coupon;
    });

export const removeCoupon =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, cartId: string, code: string): Promise<Outcome<CartState>> =>
    changeCart(dependencies, context, cartId, (_cart, news) => ({
      type: 'RemoveCoupon',
      code: code.toUpperCase(),
      ...news,
    }));
