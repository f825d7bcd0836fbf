import { mulDivRound, type Minor } from '../money.ts';
import type { Instant } from '../message.ts';
import type { RatePpm } from '../policy.ts';

/** A coupon's rule, frozen into the cart when it is applied. Fixed values and minimums are in the cart's currency. */
export type Coupon = {
  /** Upper case, as printed. */
  readonly code: string;
  /** Smallest subtotal before discounts; 0 for none. */
  readonly minimumSpend: Minor;
  readonly expiresAt: Instant | null;
} & ({ readonly kind: 'percentage'; readonly rate: RatePpm } | { readonly kind: 'fixed'; readonly amount: Minor });

/** Why a coupon gives nothing on a basket of `subtotal` at `at`; undefined if it applies. Expired from `expiresAt` on. */
export const couponObstacle = (
  coupon: Coupon,
  subtotal: Minor,
  at: Instant,
): 'coupon_expired' | 'coupon_minimum_not_met' | undefined => {
  if (coupon.expiresAt !== null && at >= coupon.expiresAt) return 'coupon_expired';
  if (subtotal < coupon.minimumSpend) return 'coupon_minimum_not_met';
  return undefined;
};

/** What a coupon that applies is worth on `subtotal`: a percentage of all of it, rounded half up, or its fixed amount. */
export const couponWorth = (coupon: Coupon, subtotal: Minor): Minor =>
  coupon.kind === 'fixed' ? coupon.amount : mulDivRound(subtotal, coupon.rate, 1_000_000);
