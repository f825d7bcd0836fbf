import fc from 'fast-check';
import { currencies } from '../../../../domain/shared/money.ts';
import type { Basket } from '../../../../domain/shared/pricing/price.ts';
import type { Benefit, Promotion, Stacking } from '../../../../domain/shared/pricing/promotion.ts';
import type { UnpricedLine } from '../../../../domain/shared/pricing/price-quote.ts';
import { promotion } from '../../../support/promotions.ts';

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

/** An inclusive CLP basket at {@link at} without promotions and shipping. */
export const basket = (changes: Partial<Basket>): Basket => ({
  currency: 'CLP',
  taxMode: 'inclusive',
  lines: [],
  promotions: [],
  shipping: null,
  at,
  ...changes,
});

const price = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50_000_000 }));
const rate = fc.constantFrom(0, 40_000, 190_000, 210_000);

const taxClass = fc.constantFrom('standard', 'reduced');

const quantity = fc.oneof(
  fc.integer({ min: 1, max: 100_000 }),
  fc.integer({ min: 1, max: 6 }).map((units) => units * 1000),
);

const lines = fc
  .array(fc.record({ unitPrice: price, quantity, taxRate: rate, taxClass }), {
    maxLength: 12,
  })
  .map((drawn) => drawn.map(({ unitPrice, ...rest }, index) => line(`L${index + 1}`, unitPrice, rest)));

const units = fc.integer({ min: 1, max: 3 });

const benefit = fc.oneof<fc.Arbitrary<Benefit>[]>(
  fc.record({ kind: fc.constant('fixed' as const), amount: price }),
  fc.record({ kind: fc.constant('percentage' as const), rate: fc.integer({ min: 1, max: 1_200_000 }) }),
  fc.record({
    kind: fc.constant('buy_x_get_y' as const),
    buy: units,
    get: units,
    rate: fc.constantFrom(1, 333_333, 1_000_000),
  }),
);

/** Of {@link lines}: a tax class that some of them have, or a few of their variants. */
const goods = fc.oneof(
  fc.record({ variantIds: fc.constant([]), skus: fc.constant([]), taxClasses: fc.constant(['reduced']) }),
  fc.record({
    variantIds: fc.uniqueArray(fc.constantFrom('variant-L1', 'variant-L2', 'variant-L3')),
    skus: fc.constant(['SKU-L4']),
    taxClasses: fc.constant([]),
  }),
);

const stacking = fc.oneof<fc.Arbitrary<Stacking>[]>(
  fc.record({ kind: fc.constant('combinable' as const), priority: fc.integer({ min: -2, max: 2 }) }),
  fc.constant({ kind: 'exclusive' }),
);

/** Several of an id are never in a basket: see {@link somePromotions}. */
export const arbitraryPromotion = (id: string): fc.Arbitrary<Promotion> =>
  fc
    .record({
      benefit,
      goods: fc.option(goods),
      minimumSpend: fc.oneof(fc.constant(0), price),
      startsAt: fc.constantFrom(null, null, '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
      expiresAt: fc.constantFrom(null, null, '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
      stacking,
    })
    .map(({ benefit, ...changes }) => promotion(id, benefit, changes));

const somePromotions: fc.Arbitrary<readonly Promotion[]> = fc
  .tuple(...['P1', 'P2', 'P3', 'P4'].map((id) => fc.option(arbitraryPromotion(id), { nil: undefined })))
  .map((drawn) => drawn.filter((each) => each !== undefined));

const shipping = fc.record({
  method: fc.constant('standard'),
  cost: fc.integer({ min: 0, max: 10_000 }),
  freeFrom: fc.option(price),
  taxRate: rate,
});

/** Baskets of every kind: weighed goods, free goods, several promotions that eat each other up. */
export const arbitraryBasket: fc.Arbitrary<Basket> = fc.record({
  currency: fc.constantFrom(...currencies),
  taxMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  lines,
  promotions: somePromotions,
  shipping: fc.option(shipping),
  at: fc.constant(at),
});
