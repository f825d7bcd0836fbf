import type { Upcaster } from '../shared/event-schema.ts';
import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import { type Benefit, type Coupon, couponPromotionId } from '../shared/pricing/promotion.ts';

/** A coupon of version 1, before there were promotions: its benefit lay open in it. */
type OldCoupon = {
  readonly code: string;
  readonly minimumSpend: Minor;
  readonly expiresAt: Instant | null;
} & Exclude<Benefit, { kind: 'buy_x_get_y' }>;

/** Version 1 of CartCouponApplied as version 2: the coupon as the promotion that it would be today. */
export const couponToPromotion: Upcaster = (data) => {
  const old = data as { readonly coupon: OldCoupon };
  const { code, minimumSpend, expiresAt, ...benefit } = old.coupon;
  return {
    ...old,
    coupon: {
      promotionId: couponPromotionId(code),
      name: code,
      code,
      benefit,
      goods: null,
      currency: null,
      minimumSpend,
      startsAt: null,
      expiresAt,
      channels: null,
      customers: null,
      stacking: { kind: 'combinable', priority: 0 },
      usage: null,
    },
  } satisfies { readonly coupon: Coupon };
};
