import fc from 'fast-check';
import type { PlaceOrder } from '../../../domain/order/commands.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';
import type { RefundPolicy } from '../../../domain/shared/policy.ts';
import { priceQuote } from '../../../domain/shared/pricing/price.ts';
import type { Benefit, Coupon } from '../../../domain/shared/pricing/promotion.ts';
import type { UnpricedLine } from '../../../domain/shared/pricing/price-quote.ts';
import { coupon as couponOf } from '../promotions.ts';

/** Generated orders are placed at this time. */
export const epoch = '2026-01-01T00:00:00.000Z';

/** Whole pieces and weighed goods. */
export const quantity = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map((pieces) => pieces * 1000),
  fc.integer({ min: 1, max: 5000 }),
);

export const unpricedLine: fc.Arbitrary<Omit<UnpricedLine, 'lineId'>> = fc.record({
  variantId: fc.oneof(
    { weight: 19, arbitrary: fc.constantFrom('v1', 'v2') },
    { weight: 1, arbitrary: fc.constant('restricted') },
  ),
  sku: fc.constant('SKU'),
  productName: fc.constant('Product'),
  quantity,
  unitPrice: fc.integer({ min: 0, max: 5000 }),
  taxClass: fc.constant('standard'),
  taxRate: fc.constantFrom(0, 190_000),
});

const coupon: fc.Arbitrary<Coupon> = fc
  .tuple(
    fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000 })),
    fc.oneof<fc.Arbitrary<Benefit>[]>(
      fc.record({ kind: fc.constant('fixed' as const), amount: fc.integer({ min: 1, max: 3000 }) }),
      fc.record({ kind: fc.constant('percentage' as const), rate: fc.integer({ min: 1, max: 1_000_000 }) }),
      fc.record({
        kind: fc.constant('buy_x_get_y' as const),
        buy: fc.integer({ min: 1, max: 3 }),
        get: fc.integer({ min: 1, max: 2 }),
        rate: fc.constantFrom(500_000, 1_000_000),
      }),
    ),
  )
  .map(([minimumSpend, rule]) => couponOf('C', rule, { minimumSpend }));

/** Mostly one; orders of old have none. */
const refunds: fc.Arbitrary<RefundPolicy | undefined> = fc.option(
  fc.record({
    shipping: fc.constantFrom('never' as const, 'full_return' as const),
    discounts: fc.constantFrom('kept' as const, 'forfeited' as const),
  }),
  { nil: undefined },
);

/** Priced by the engine itself: every sum is exact. Few are refused: by a restricted product, a fifth line or the minimum. */
export const placeOrder: fc.Arbitrary<PlaceOrder> = fc
  .record({
    lines: fc.array(unpricedLine, { minLength: 1, maxLength: 5 }),
    coupons: fc.array(coupon, { maxLength: 2 }),
    taxMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
    shipping: fc.option(fc.integer({ min: 0, max: 900 })),
    reserved: fc.boolean(),
    minimumAmount: fc.constantFrom(0, 500),
    returnWindowDays: fc.constantFrom(null, 30),
    refunds,
  })
  .map(({ lines, coupons, taxMode, shipping, reserved, minimumAmount, returnWindowDays, refunds }) => ({
    type: 'PlaceOrder',
    orderId: 'o1',
    orderNumber: 'ORD-2026-000001',
    orderType: 'online',
    cartId: null,
    customerId: 'c1',
    quote: priceQuote({
      currency: 'USD',
      taxMode,
      lines: lines.map((line, index) => ({ lineId: `L${index + 1}`, ...line })),
      promotions: coupons,
      shipping: shipping === null ? null : { method: 'standard', cost: shipping, freeFrom: null, taxRate: 190_000 },
      at: epoch,
    }),
    paymentMethod: 'card',
    limits: { minimumAmount, maximumLines: 4, restrictedVariants: ['restricted'] },
    terms: { paymentRetryAttempts: 3, returnWindowDays, ...(refunds !== undefined && { refunds: { ...refunds } }) },
    reservationExpiresAt: reserved ? addMinutes(epoch, 15) : null,
    externalReference: null,
    personal: {},
    at: epoch,
  }));
