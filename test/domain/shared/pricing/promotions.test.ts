import assert from 'node:assert/strict';
import {
  admissionObstacle,
  dependsOnTier,
  isInForce,
  promotionObstacle,
} from '../../../../domain/shared/pricing/promotion-conditions.ts';
import { priceQuote } from '../../../../domain/shared/pricing/price.ts';
import type { Benefit, Promotion, Stacking } from '../../../../domain/shared/pricing/promotion.ts';
import type { UnpricedLine } from '../../../../domain/shared/pricing/price-quote.ts';
import { coupon, fixed, percentage, promotion } from '../../../support/promotions.ts';
import { at, basket, line } from './baskets.ts';

const three = [line('L1', 5000), line('L2', 3000), line('L3', 3000)];
const earlier = '2026-11-23T14:59:59.999Z';
const later = '2026-11-23T15:00:00.001Z';

/** What the promotions take: by their ids, and off each line. */
const taken = (lines: readonly UnpricedLine[], ...promotions: readonly Promotion[]) => {
  const quote = priceQuote(basket({ lines, promotions }));
  return {
    by: quote.discounts.map(({ promotionId, amount }) => [promotionId, amount]),
    off: quote.lines.map(({ discount }) => discount),
  };
};

const only = (variantId: string) => ({ variantIds: [variantId], skus: [], taxClasses: [] });
const exclusive: Stacking = { kind: 'exclusive' };
const priority = (number: number): Stacking => ({ kind: 'combinable', priority: number });
const tenth: Benefit = { kind: 'percentage', rate: 100_000 };
const off = (amount: number): Benefit => ({ kind: 'fixed', amount });

describe('promotions: what each discount says', () => {
  it('names the rule that gave it, with its code, minimum and limits', () => {
    const usage = { limit: 5, limitPerCustomer: null };
    const promotions = [
      coupon('SPRING', off(1000), { name: 'Spring sale', minimumSpend: 5000, usage }),
      promotion('mondays', tenth, { name: 'Mondays' }),
    ];
    assert.deepEqual(priceQuote(basket({ lines: three, promotions })).discounts, [
      {
        code: 'SPRING',
        kind: 'fixed',
        amount: 1000,
        promotionId: 'coupon.SPRING',
        name: 'Spring sale',
        usage,
        minimumSpend: 5000,
      },
      { code: 'mondays', kind: 'percentage', amount: 1100, promotionId: 'mondays', name: 'Mondays' },
    ]);
  });
});

describe('promotions of some goods', () => {
  it('are worked out on those, and taken off those', () => {
    const goods = only('variant-L2');
    assert.deepEqual(taken(three, promotion('P', tenth, { goods })), { by: [['P', 300]], off: [0, 300, 0] });
    assert.deepEqual(taken(three, promotion('F', off(9000), { goods })), { by: [['F', 3000]], off: [0, 3000, 0] });
  });

  it('are those of any list: variants, SKUs or tax classes', () => {
    const lines = [...three, line('L4', 1000, { taxClass: 'reduced' })];
    const goods = { variantIds: ['variant-L1'], skus: ['SKU-L2'], taxClasses: ['reduced'] };
    assert.deepEqual(taken(lines, promotion('P', tenth, { goods })).off, [500, 300, 0, 100]);
  });

  it('may not be there', () => {
    assert.deepEqual(taken(three, promotion('P', tenth, { goods: only('none') })), { by: [], off: [0, 0, 0] });
  });
});

describe('buy X get Y', () => {
  const threeForTwo: Benefit = { kind: 'buy_x_get_y', buy: 2, get: 1, rate: 1_000_000 };
  const pieces = (...prices: readonly (readonly [quantity: number, price: number])[]) =>
    prices.map(([quantity, price], index) => line(`L${index + 1}`, price, { quantity }));

  it('gives the cheapest, where they are', () => {
    assert.deepEqual(taken(three, promotion('P', threeForTwo)), { by: [['P', 3000]], off: [0, 3000, 0] });
    assert.deepEqual(taken(pieces([5000, 700], [1000, 900]), promotion('P', threeForTwo)).off, [1400, 0]);
  });

  it('counts over all of its goods, and goes on from line to line', () => {
    assert.deepEqual(
      taken(pieces([4000, 500], [1000, 300], [1000, 400]), promotion('P', threeForTwo)).off,
      [0, 300, 400],
    );
    assert.deepEqual(
      taken(pieces([2000, 500], [1000, 300]), promotion('P', threeForTwo, { goods: only('variant-L1') })),
      {
        by: [],
        off: [0, 0],
      },
    );
  });

  it('gives of an incomplete set what is beyond the bought ones', () => {
    const twoAndTwo: Benefit = { kind: 'buy_x_get_y', buy: 2, get: 2, rate: 1_000_000 };
    const free = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (units) => taken(pieces([units * 1000, 100]), promotion('P', twoAndTwo)).off[0],
    );
    assert.deepEqual(free, [0, 0, 100, 200, 200, 200, 300, 400]);
  });

  it('takes a part of the price, rounded half up line by line', () => {
    const half: Benefit = { kind: 'buy_x_get_y', buy: 1, get: 1, rate: 500_000 };
    assert.deepEqual(taken(pieces([2000, 333], [2000, 444]), promotion('P', half)).off, [333, 0]);
    assert.deepEqual(taken(pieces([2000, 333]), promotion('P', half)).off, [167]);
  });

  it('counts whole units only of weighed goods', () => {
    assert.deepEqual(taken(pieces([2999, 1990]), promotion('P', threeForTwo)).off, [0]);
    assert.deepEqual(taken(pieces([3001, 1990]), promotion('P', threeForTwo)).off, [1990]);
    assert.deepEqual(taken(pieces([500, 100], [500, 100], [2000, 300]), promotion('P', threeForTwo)).off, [0, 0, 0]);
  });

  it('takes at most what is left of a line', () => {
    const first = promotion('A', off(2900), { goods: only('variant-L2'), stacking: priority(-1) });
    assert.deepEqual(taken(three, promotion('P', threeForTwo), first), {
      by: [
        ['A', 2900],
        ['P', 100],
      ],
      off: [0, 3000, 0],
    });
  });

  it('is exact where amounts are too large for one multiplication', () => {
    const lines = pieces([10_000_000_000, 99_999]);
    assert.deepEqual(taken(lines, promotion('P', threeForTwo)).off, [3_333_333 * 99_999]);
  });
});

describe('promotions together', () => {
  it('apply by their priority, the lowest first, and equal ones as they are given', () => {
    const first = promotion('Z', off(10_500), { stacking: priority(-1) });
    assert.deepEqual(
      taken(three, fixed('B', 200), fixed('A', 300), first, promotion('late', off(9), { stacking: priority(1) })).by,
      [
        ['Z', 10_500],
        ['coupon.B', 200],
        ['coupon.A', 300],
      ],
    );
  });

  it('leave the field to an exclusive one that takes off more', () => {
    const promotions = [percentage('TEN', 100_000), promotion('big', off(1101), { stacking: exclusive })];
    assert.deepEqual(taken(three, ...promotions).by, [['big', 1101]]);
  });

  it('stay if it does not', () => {
    for (const amount of [1099, 1100]) {
      const alone = promotion('alone', off(amount), { stacking: exclusive });
      assert.deepEqual(taken(three, alone, percentage('TEN', 100_000)).by, [['coupon.TEN', 1100]]);
    }
  });

  it('of two exclusive ones the better is chosen, and of equal ones the lower id', () => {
    const alone = (id: string, amount: number) => promotion(id, off(amount), { stacking: exclusive });
    assert.deepEqual(taken(three, alone('A', 5), alone('B', 6)).by, [['B', 6]]);
    assert.deepEqual(taken(three, alone('B', 5), alone('A', 5)).by, [['A', 5]]);
  });

  it('compete only where they apply', () => {
    const expired = promotion('old', off(9000), { stacking: exclusive, expiresAt: at });
    assert.deepEqual(taken(three, expired, fixed('F', 1)).by, [['coupon.F', 1]]);
  });
});

describe('when promotions are given', () => {
  const always = { startsAt: null, expiresAt: null, minimumSpend: 0 };

  it('from their start on, until they expire, from their minimum on', () => {
    const cases = [
      [always, undefined],
      [{ ...always, startsAt: at }, undefined],
      [{ ...always, startsAt: later }, 'coupon_not_started'],
      [{ ...always, expiresAt: later }, undefined],
      [{ ...always, expiresAt: at }, 'coupon_expired'],
      [{ ...always, expiresAt: earlier }, 'coupon_expired'],
      [{ ...always, minimumSpend: 1000 }, undefined],
      [{ ...always, minimumSpend: 1001 }, 'coupon_minimum_not_met'],
      [{ startsAt: later, expiresAt: null, minimumSpend: 1001 }, 'coupon_not_started'],
      [{ startsAt: null, expiresAt: at, minimumSpend: 1001 }, 'coupon_expired'],
    ] as const;
    for (const [conditions, obstacle] of cases) {
      assert.equal(promotionObstacle(conditions, 1000, at), obstacle, JSON.stringify(conditions));
      assert.equal(isInForce(conditions, at), obstacle === undefined || obstacle === 'coupon_minimum_not_met');
    }
  });
});

describe('to whom promotions are given', () => {
  const guest = { customerId: null, loyaltyTier: null };
  const ana = { customerId: 'ana', loyaltyTier: null };
  const goldenAna = { customerId: 'ana', loyaltyTier: 'gold' };
  const forSome = (customerIds: readonly string[], loyaltyTiers: readonly string[]) =>
    promotion('P', tenth, { customers: { customerIds, loyaltyTiers } });
  const eachOnce = (limitPerCustomer: number | null) => coupon('C', tenth, { usage: { limit: 9, limitPerCustomer } });

  it('is where and whom they name, or everywhere and everybody', () => {
    const everywhere = promotion('P', tenth);
    const inShops = promotion('P', tenth, { channels: ['pos', 'phone'] });
    const cases = [
      [everywhere, 'online', guest, undefined],
      [inShops, 'pos', guest, undefined],
      [inShops, 'online', guest, 'coupon_wrong_channel'],
      [forSome(['ana'], []), 'online', ana, undefined],
      [forSome(['eva'], []), 'online', ana, 'coupon_not_for_customer'],
      [forSome(['ana'], []), 'online', guest, 'coupon_not_for_customer'],
      [forSome([], ['gold']), 'online', goldenAna, undefined],
      [forSome([], ['silver']), 'online', goldenAna, 'coupon_not_for_customer'],
      [forSome([], ['gold']), 'online', ana, 'coupon_not_for_customer'],
      [forSome(['eva'], ['gold']), 'online', goldenAna, undefined],
      [eachOnce(1), 'online', ana, undefined],
      [eachOnce(1), 'online', guest, 'coupon_not_for_customer'],
      [eachOnce(null), 'online', guest, undefined],
    ] as const;
    for (const [rule, channel, shopper, obstacle] of cases) {
      assert.equal(admissionObstacle(rule, channel, shopper), obstacle, JSON.stringify([rule.customers, shopper]));
    }
  });

  it('turns on a tier only for those who are not named themselves', () => {
    assert.equal(dependsOnTier(promotion('P', tenth), 'ana'), false);
    assert.equal(dependsOnTier(forSome(['eva'], []), 'ana'), false);
    assert.equal(dependsOnTier(forSome(['ana'], ['gold']), 'ana'), false);
    assert.equal(dependsOnTier(forSome(['eva'], ['gold']), 'ana'), true);
  });
});
