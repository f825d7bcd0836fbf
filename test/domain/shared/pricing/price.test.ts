import assert from 'node:assert/strict';
import { priceQuote } from '../../../../domain/shared/pricing/price.ts';
import type { Promotion } from '../../../../domain/shared/pricing/promotion.ts';
import { fixed, percentage } from '../../../support/promotions.ts';
import { basket, line } from './baskets.ts';

const three = [line('L1', 5000), line('L2', 3000), line('L3', 3000)];

describe('priceQuote', () => {
  it('spreads a fixed coupon by largest remainder and takes the contained tax of what is left', () => {
    const quote = priceQuote(basket({ lines: three, promotions: [fixed('WELCOME', 1000)] }));
    assert.deepEqual(quote, {
      currency: 'CLP',
      taxMode: 'inclusive',
      lines: [
        { ...line('L1', 5000), subtotal: 5000, discount: 454, tax: 726, total: 4546 },
        { ...line('L2', 3000), subtotal: 3000, discount: 273, tax: 435, total: 2727 },
        { ...line('L3', 3000), subtotal: 3000, discount: 273, tax: 435, total: 2727 },
      ],
      discounts: [{ code: 'WELCOME', kind: 'fixed', amount: 1000, promotionId: 'coupon.WELCOME', name: 'WELCOME' }],
      shipping: null,
      totals: { subtotal: 11_000, discount: 1000, shipping: 0, tax: 1596, total: 10_000 },
    });
  });

  it('puts tax on top in exclusive mode, on the shipping too', () => {
    const shipping = { method: 'standard', cost: 599, freeFrom: null, taxRate: 80_000 };
    const lines = [line('L1', 1999, { quantity: 2000, taxRate: 80_000 }), line('L2', 1050, { taxRate: 0 })];
    const quote = priceQuote(basket({ currency: 'USD', taxMode: 'exclusive', lines, shipping }));
    assert.deepEqual(
      quote.lines.map(({ subtotal, tax, total }) => ({ subtotal, tax, total })),
      [
        { subtotal: 3998, tax: 320, total: 4318 },
        { subtotal: 1050, tax: 0, total: 1050 },
      ],
    );
    assert.deepEqual(quote.shipping, { method: 'standard', taxRate: 80_000, cost: 599, tax: 48, total: 647 });
    assert.deepEqual(quote.totals, { subtotal: 5048, discount: 0, shipping: 599, tax: 368, total: 6015 });
  });

  it('contains the shipping’s tax in inclusive mode', () => {
    const shipping = { method: 'express', cost: 5990, freeFrom: null, taxRate: 190_000 };
    const quote = priceQuote(basket({ lines: [line('L1', 10_000)], shipping }));
    assert.deepEqual(quote.shipping, { method: 'express', taxRate: 190_000, cost: 5990, tax: 956, total: 5990 });
    assert.deepEqual(quote.totals, { subtotal: 10_000, discount: 0, shipping: 5990, tax: 2553, total: 15_990 });
  });

  it('ships free from the threshold on, by the goods after discount', () => {
    const shipping = { method: 'standard', cost: 2990, freeFrom: 10_000, taxRate: 190_000 };
    const costWith = (promotions: readonly Promotion[]) =>
      priceQuote(basket({ lines: three, promotions, shipping })).shipping;
    assert.deepEqual(costWith([fixed('A', 1000)]), { method: 'standard', taxRate: 190_000, cost: 0, tax: 0, total: 0 });
    assert.deepEqual(costWith([fixed('A', 1001)]), {
      method: 'standard',
      taxRate: 190_000,
      cost: 2990,
      tax: 477,
      total: 2990,
    });
  });

  it('prices weighed goods to the minor unit', () => {
    const quote = priceQuote(basket({ lines: [line('L1', 1990, { quantity: 350 })] }));
    assert.deepEqual(quote.totals, { subtotal: 697, discount: 0, shipping: 0, tax: 111, total: 697 });
  });

  it('prices nothing at nothing', () => {
    const quote = priceQuote(basket({ promotions: [fixed('A', 100), percentage('B', 100_000)] }));
    assert.deepEqual(quote.discounts, []);
    assert.deepEqual(quote.totals, { subtotal: 0, discount: 0, shipping: 0, tax: 0, total: 0 });
  });

  describe('coupons', () => {
    const discounts = (...promotions: readonly Promotion[]) =>
      priceQuote(basket({ lines: three, promotions })).discounts.map(({ code, amount }) => [code, amount]);

    it('of a percentage are rounded half up over the whole subtotal', () => {
      assert.deepEqual(discounts(percentage('P', 100_000)), [['P', 1100]]);
      assert.deepEqual(discounts(percentage('P', 12_500)), [['P', 138]]);
    });

    it('are all worked out on the subtotal, in the order applied', () => {
      assert.deepEqual(discounts(fixed('F', 1000), percentage('P', 100_000)), [
        ['F', 1000],
        ['P', 1100],
      ]);
    });

    it('take at most what earlier ones left; one that finds nothing is not named', () => {
      assert.deepEqual(discounts(percentage('P', 900_000), fixed('F', 5000), fixed('G', 1)), [
        ['P', 9900],
        ['F', 1100],
      ]);
      assert.deepEqual(discounts(percentage('P', 1_200_000)), [['P', 11_000]]);
    });

    it('give nothing below their minimum spend, of the subtotal before discounts', () => {
      assert.deepEqual(discounts(fixed('M', 100, { minimumSpend: 11_001 })), []);
      assert.deepEqual(discounts(fixed('F', 1000), fixed('M', 100, { minimumSpend: 11_000 })), [
        ['F', 1000],
        ['M', 100],
      ]);
    });

    it('give nothing from the moment on that they expire', () => {
      assert.deepEqual(discounts(fixed('E', 100, { expiresAt: '2026-11-23T15:00:00.000Z' })), []);
      assert.deepEqual(discounts(fixed('E', 100, { expiresAt: '2026-11-23T15:00:00.001Z' })), [['E', 100]]);
    });

    it('never take a line below zero by their rounding', () => {
      const lines = [line('L1', 1), line('L2', 1), line('L3', 1)];
      const quote = priceQuote(basket({ lines, promotions: [fixed('A', 1), fixed('B', 1)] }));
      assert.deepEqual(
        quote.lines.map(({ discount }) => discount),
        [1, 1, 0],
      );
    });
  });
});
