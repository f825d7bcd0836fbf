import { allocate } from '../allocate.ts';
import type { Instant } from '../message.ts';
import type { Minor } from '../money.ts';
import { couponObstacle, couponWorth, type Coupon } from './coupon.ts';
import type { AppliedDiscount } from './quote.ts';
import { sum } from './sum.ts';

interface Discounted {
  readonly discounts: readonly AppliedDiscount[];
  /** What is left of each line's subtotal, in the lines' order. */
  readonly left: readonly Minor[];
}

/**
 * Takes coupons off lines' subtotals, in the order applied. Each is worked out on the whole subtotal and takes at most what
 * earlier ones left; it is spread over what is left of each line, so that rounding never takes a line below zero. A
 * coupon that does not apply, or finds nothing left, is not among the `discounts`.
 */
export const applyCoupons = (subtotals: readonly Minor[], coupons: readonly Coupon[], at: Instant): Discounted => {
  const subtotal = sum(subtotals);
  return coupons
    .filter((coupon) => couponObstacle(coupon, subtotal, at) === undefined)
    .reduce<Discounted>((before, coupon) => applyCoupon(before, coupon, couponWorth(coupon, subtotal)), {
      discounts: [],
      left: subtotals,
    });
};

const applyCoupon = (before: Discounted, { code, kind, minimumSpend }: Coupon, worth: Minor): Discounted => {
  const amount = Math.min(worth, sum(before.left));
  if (amount === 0) return before;
  const parts = allocate(amount, before.left);
  const discount = { code, kind, amount, ...(minimumSpend > 0 && { minimumSpend }) };
  return {
    discounts: [...before.discounts, discount],
    left: before.left.map((rest, index) => rest - (parts[index] ?? 0)),
  };
};
