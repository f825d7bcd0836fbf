import fc from 'fast-check';
import { currencies } from '../../../../domain/shared/money.ts';
import type { Coupon } from '../../../../domain/shared/pricing/coupon.ts';
import type { Basket } from '../../../../domain/shared/pricing/price.ts';
import type { UnpricedLine } from '../../../../domain/shared/pricing/quote.ts';

export const at = '2026-11-23T15:00:00.000Z';

/** A line of `unitPrice` in minor units; one piece at 19% unless told otherwise. */
export const line = (lineId: string, unitPrice: number, changes: Partial<UnpricedLine> = {}): UnpricedLine => ({
  lineId,
  variantId: `variant-${lineId}`,
  sku: `SKU-${lineId}`,
  productName: `Product ${lineId}`,
  quantity: 1000,
  unitPrice,
  taxClass: 'standard',
  taxRate: 190_000,
  ...changes,
});

/** An inclusive CLP basket at {@link at} without coupons and shipping. */
export const basket = (changes: Partial<Basket>): Basket => ({
  currency: 'CLP',
  taxMode: 'inclusive',
  lines: [],
  coupons: [],
  shipping: null,
  at,
  ...changes,
});

export const fixed = (code: string, amount: number, changes: Partial<Coupon> = {}): Coupon =>
  ({ code, kind: 'fixed', amount, minimumSpend: 0, expiresAt: null, ...changes }) as Coupon;

export const percentage = (code: string, rate: number, changes: Partial<Coupon> = {}): Coupon =>
  ({ code, kind: 'percentage', rate, minimumSpend: 0, expiresAt: null, ...changes }) as Coupon;

const price = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50_000_000 }));
const rate = fc.constantFrom(0, 40_000, 190_000, 210_000);

const lines = fc
  .array(fc.record({ unitPrice: price, quantity: fc.integer({ min: 1, max: 100_000 }), taxRate: rate }), {
    maxLength: 8,
  })
  .map((drawn) => drawn.map(({ unitPrice, ...rest }, index) => line(`L${index + 1}`, unitPrice, rest)));

const limits = fc.record({
  minimumSpend: fc.oneof(fc.constant(0), price),
  expiresAt: fc.constantFrom(null, '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
});

const coupon = fc.oneof(
  fc.tuple(price, limits).map(([amount, rest]) => fixed('FIXED', amount, rest)),
  fc.tuple(fc.integer({ min: 1, max: 1_200_000 }), limits).map(([share, rest]) => percentage('PERCENT', share, rest)),
);

const shipping = fc.record({
  method: fc.constant('standard'),
  cost: fc.integer({ min: 0, max: 10_000 }),
  freeFrom: fc.option(price),
  taxRate: rate,
});

/** Baskets of every kind: weighed goods, free goods, several coupons that eat each other up. */
export const arbitraryBasket: fc.Arbitrary<Basket> = fc.record({
  currency: fc.constantFrom(...currencies),
  taxMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  lines,
  coupons: fc.array(coupon, { maxLength: 3 }),
  shipping: fc.option(shipping),
  at: fc.constant(at),
});
