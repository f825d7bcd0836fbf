import type { Currency } from '../../domain/shared/money.ts';
import type { Coupon } from '../../domain/shared/pricing/coupon.ts';

/** Where coupon codes are looked up. Codes are compared in upper case. */
export interface Coupons {
  find(organizationId: string, code: string, currency: Currency): Promise<Coupon | undefined>;
}
