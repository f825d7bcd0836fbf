import type { Coupons } from '../../application/ports/coupons.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { Coupon } from '../../domain/shared/pricing/coupon.ts';
import { sandboxMinor } from './amounts.ts';

/** A coupon before it is put in a currency: amounts as decimal strings. */
type CouponData = { readonly code: string; readonly minimumSpend: string; readonly expiresAt: Instant | null } & (
  { readonly kind: 'percentage'; readonly rate: number } | { readonly kind: 'fixed'; readonly amount: string }
);

/** The same for every organisation, and worth the same number in every currency. */
const couponData: readonly CouponData[] = [
  { code: 'WELCOME10', kind: 'percentage', rate: 100_000, minimumSpend: '0', expiresAt: null },
  { code: 'TAKE5', kind: 'fixed', amount: '5.00', minimumSpend: '30.00', expiresAt: null },
  { code: 'EXPIRED1', kind: 'percentage', rate: 100_000, minimumSpend: '0', expiresAt: '2025-01-01T00:00:00.000Z' },
];

/** `WELCOME10`: 10 percent; `TAKE5`: 5.00 off from 30.00; `EXPIRED1`: 10 percent until the end of 2024. */
export const sandboxCoupons: Coupons = {
  find: (_organizationId, code, currency) => {
    const found = couponData.find((coupon) => coupon.code === code.toUpperCase());
    return Promise.resolve(found === undefined ? undefined : toCoupon(found, currency));
  },
};

const toCoupon = (data: CouponData, currency: Currency): Coupon => {
  const minimumSpend = sandboxMinor(data.minimumSpend, currency);
  return data.kind === 'fixed'
    ? { ...data, minimumSpend, amount: sandboxMinor(data.amount, currency) }
    : { ...data, minimumSpend };
};
