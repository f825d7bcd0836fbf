import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extend, mulDivRound, sum } from '../../../../domain/shared/money.ts';
import { concerns } from '../../../../domain/shared/pricing/promotion-conditions.ts';
import { priceQuote, type Basket } from '../../../../domain/shared/pricing/price.ts';
import type { Promotion } from '../../../../domain/shared/pricing/promotion.ts';
import { promotionsAtTill } from '../../../../domain/shared/pricing/till-promotions.ts';
import { arbitraryBasket, arbitraryPromotion } from './baskets.ts';

const runs = { numRuns: 500 };

const discountOf = (basket: Basket): number => priceQuote(basket).totals.discount;

const adding = (basket: Basket, promotion: Promotion): Basket => ({
  ...basket,
  promotions: [...basket.promotions, promotion],
});

/** The most that a promotion can be worth on a basket, told without looking at what others take. */
const worthOf = ({ benefit, ...promotion }: Promotion, { lines }: Basket): number => {
  const chosen = lines.filter((line) => concerns(promotion, line));
  const cost = sum(chosen.map(({ unitPrice, quantity }) => extend(unitPrice, quantity)));
  switch (benefit.kind) {
    case 'percentage':
      return Math.min(mulDivRound(cost, benefit.rate, 1_000_000), cost);
    case 'fixed':
      return Math.min(benefit.amount, cost);
    case 'buy_x_get_y': {
      const prices = chosen
        .flatMap(({ unitPrice, quantity }) => Array.from({ length: Math.floor(quantity / 1000) }, () => unitPrice))
        .sort((one, other) => one - other);
      const got = prices.filter((_, index) => index % (benefit.buy + benefit.get) >= benefit.buy).length;
      const roundings = chosen.length / 2;
      return (sum(prices.slice(0, got)) * benefit.rate) / 1_000_000 + roundings;
    }
  }
};

/** Whether the goods of one are none of the other's. */
const haveNothingInCommon = (one: Promotion, other: Promotion, { lines }: Basket): boolean =>
  !lines.some((line) => concerns(one, line) && concerns(other, line));

describe('promotions, for any basket', () => {
  it('take no more than each is worth, and apply alone or together as they say', () => {
    fc.assert(
      fc.property(arbitraryBasket, (basket) => {
        const { discounts } = priceQuote(basket);
        const applied = discounts.map(({ code }) => basket.promotions.find(({ promotionId }) => promotionId === code)!);
        discounts.forEach(({ amount }, index) => {
          assert.ok(amount <= worthOf(applied[index]!, basket));
        });
        assert.ok(applied.length < 2 || applied.every(({ stacking }) => stacking.kind === 'combinable'));
      }),
      runs,
    );
  });

  it('come to the same in whatever order the lines are', () => {
    const shuffled = arbitraryBasket.chain((basket) =>
      fc.tuple(fc.constant(basket), fc.shuffledSubarray([...basket.lines], { minLength: basket.lines.length })),
    );
    fc.assert(
      fc.property(shuffled, ([basket, lines]) => {
        const one = priceQuote(basket);
        const other = priceQuote({ ...basket, lines });
        assert.deepEqual(other.totals, one.totals);
        assert.deepEqual(other.discounts, one.discounts);
        const byId = new Map(one.lines.map((line) => [line.lineId, line]));
        for (const line of other.lines) assert.deepEqual(line, byId.get(line.lineId));
      }),
      runs,
    );
  });

  it('come to the same in whatever order they are, if no two have one priority', () => {
    const ranked = arbitraryBasket.map((basket) => ({
      ...basket,
      promotions: basket.promotions.map((promotion, priority) => ({
        ...promotion,
        stacking:
          promotion.stacking.kind === 'exclusive' ? promotion.stacking : ({ kind: 'combinable', priority } as const),
      })),
    }));
    fc.assert(
      fc.property(ranked, (basket) => {
        const reversed = { ...basket, promotions: basket.promotions.toReversed() };
        assert.deepEqual(priceQuote(reversed), priceQuote(basket));
      }),
      runs,
    );
  });

  it('never make goods dearer by one more that is exclusive, or comes last', () => {
    const one = arbitraryPromotion('P0').map((promotion): Promotion => {
      const isExclusive = promotion.stacking.kind === 'exclusive';
      return { ...promotion, stacking: isExclusive ? promotion.stacking : { kind: 'combinable', priority: 3 } };
    });
    fc.assert(
      fc.property(arbitraryBasket, one, (basket, promotion) => {
        assert.ok(discountOf(adding(basket, promotion)) >= discountOf(basket));
      }),
      runs,
    );
  });

  it('never make goods dearer by one that has nothing in common with them', () => {
    fc.assert(
      fc.property(arbitraryBasket, arbitraryPromotion('P0'), (basket, promotion) => {
        fc.pre(basket.promotions.every((other) => haveNothingInCommon(promotion, other, basket)));
        assert.ok(discountOf(adding(basket, promotion)) >= discountOf(basket));
      }),
      runs,
    );
  });

  it('move goods by no more than roundings otherwise', () => {
    fc.assert(
      fc.property(arbitraryBasket, arbitraryPromotion('P0'), (basket, promotion) => {
        const roundings = basket.lines.length * basket.promotions.length;
        assert.ok(discountOf(adding(basket, promotion)) >= discountOf(basket) - roundings);
      }),
      runs,
    );
  });
});

describe('promotions at a till, for any sale', () => {
  it('take what they would take elsewhere, where the Pricing service took nothing', () => {
    fc.assert(
      fc.property(arbitraryBasket, (basket) => {
        const lines = basket.lines.map((line) => ({ ...line, taken: 0 }));
        const found = promotionsAtTill(lines, basket.promotions, basket.at);
        const off = lines.map(({ lineId }) => sum((found.get(lineId) ?? []).map(({ amount }) => amount)));
        assert.deepEqual(
          off,
          priceQuote(basket).lines.map(({ discount }) => discount),
        );
      }),
      runs,
    );
  });

  it('take nothing but what it left', () => {
    fc.assert(
      fc.property(arbitraryBasket, fc.integer({ min: 0, max: 100 }), (basket, percent) => {
        const lines = basket.lines.map((line) => {
          const taken = mulDivRound(extend(line.unitPrice, line.quantity), percent, 100);
          return { ...line, taken };
        });
        const found = promotionsAtTill(lines, basket.promotions, basket.at);
        for (const { lineId, unitPrice, quantity, taken } of lines) {
          const amounts = (found.get(lineId) ?? []).map(({ amount }) => amount);
          assert.ok(amounts.every((amount) => amount > 0));
          assert.ok(sum(amounts) <= extend(unitPrice, quantity) - taken);
        }
      }),
      runs,
    );
  });
});
