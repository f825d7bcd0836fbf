import { reject, type Result } from '../domain/shared/decider.ts';
import type { Currency } from '../domain/shared/money.ts';
import type { Coupon } from '../domain/shared/pricing/coupon.ts';
import type { Coupons } from './ports/coupons.ts';

/** Looks a coupon up. Refused as `coupon_not_found`. */
export const findCoupon = async (
  coupons: Coupons,
  organizationId: string,
  code: string,
  currency: Currency,
): Promise<Result<Coupon>> => {
  const coupon = await coupons.find(organizationId, code.toUpperCase(), currency);
  return coupon === undefined
    ? reject('not_found', 'coupon_not_found', `there is no coupon ${code.toUpperCase()}`)
    : { ok: true, value: coupon };
};
