import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extend, sum } from '../../../../domain/shared/money.ts';
import { priceQuote } from '../../../../domain/shared/pricing/price.ts';
import { checkOrderRules } from '../../../../domain/shared/pricing/order-rules.ts';
import { arbitraryBasket } from './baskets.ts';

const runs = { numRuns: 500 };

describe('priceQuote, for any basket', () => {
  it('adds up: the parts of each line, the lines and the shipping, to the totals', () => {
    fc.assert(
      fc.property(arbitraryBasket, (basket) => {
        const { lines, discounts, shipping, totals } = priceQuote(basket);
        const onTop = (tax: number) => (basket.taxMode === 'exclusive' ? tax : 0);
        lines.forEach((line, index) => {
          const { subtotal, discount, tax, total, ...unpriced } = line;
          assert.deepEqual(unpriced, basket.lines[index]);
          assert.equal(subtotal, extend(line.unitPrice, line.quantity));
          assert.equal(total, subtotal - discount + onTop(tax));
        });
        assert.equal(totals.subtotal, sum(lines.map((line) => line.subtotal)));
        assert.equal(totals.discount, sum(lines.map((line) => line.discount)));
        assert.equal(totals.discount, sum(discounts.map((discount) => discount.amount)));
        assert.equal(totals.shipping, shipping?.cost ?? 0);
        assert.equal(totals.tax, sum(lines.map((line) => line.tax)) + (shipping?.tax ?? 0));
        assert.equal(totals.total, totals.subtotal - totals.discount + totals.shipping + onTop(totals.tax));
      }),
      runs,
    );
  });

  it('discounts every line by something between nothing and all of it', () => {
    fc.assert(
      fc.property(arbitraryBasket, (basket) => {
        const { lines, discounts } = priceQuote(basket);
        for (const line of lines) assert.ok(0 <= line.discount && line.discount <= line.subtotal);
        for (const discount of discounts) assert.ok(discount.amount > 0);
      }),
      runs,
    );
  });

  it('takes a tax between nothing and the price, and none at a rate of zero', () => {
    fc.assert(
      fc.property(arbitraryBasket, (basket) => {
        for (const line of priceQuote(basket).lines) {
          assert.ok(0 <= line.tax && line.tax <= line.total);
          if (line.taxRate === 0) assert.equal(line.tax, 0);
        }
      }),
      runs,
    );
  });

  it('gives what an order takes, and JSON keeps', () => {
    const limits = { minimumAmount: 0, maximumLines: 12, restrictedVariants: [] };
    fc.assert(
      fc.property(
        arbitraryBasket.filter(({ lines }) => lines.length > 0),
        (basket) => {
          const quote = priceQuote(basket);
          assert.equal(checkOrderRules(quote, limits), undefined);
          assert.deepEqual(JSON.parse(JSON.stringify(quote)), quote);
        },
      ),
      runs,
    );
  });
});
