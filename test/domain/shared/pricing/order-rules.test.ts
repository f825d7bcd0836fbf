import assert from 'node:assert/strict';
import type { OrderLimits } from '../../../../domain/shared/policy.ts';
import { checkOrderRules } from '../../../../domain/shared/pricing/order-rules.ts';
import type { PricedLine, PriceQuote, Totals } from '../../../../domain/shared/pricing/price-quote.ts';

const limits: OrderLimits = { minimumAmount: 2400, maximumLines: 2, restrictedVariants: ['forbidden'] };

const line = (lineId: string, change: Partial<PricedLine> = {}): PricedLine => ({
  lineId,
  variantId: `variant-${lineId}`,
  sku: lineId,
  productName: lineId,
  quantity: 1500,
  unitPrice: 1000,
  taxClass: 'standard',
  taxRate: 100_000,
  subtotal: 1500,
  discount: 300,
  tax: 120,
  total: 1320,
  ...change,
});

/** Two lines of 1.5 at 10.00 less 3.00 each, tax on top; shipping 5.00 and its tax. */
const good: PriceQuote = {
  currency: 'USD',
  taxMode: 'exclusive',
  lines: [line('L1'), line('L2')],
  discounts: [
    { code: 'A', kind: 'fixed', amount: 500 },
    { code: 'B', kind: 'percentage', amount: 100 },
  ],
  shipping: { method: 'standard', cost: 500, tax: 50, total: 550 },
  totals: { subtotal: 3000, discount: 600, shipping: 500, tax: 290, total: 3190 },
};

const inclusive: PriceQuote = {
  ...good,
  taxMode: 'inclusive',
  lines: [line('L1', { total: 1200 }), line('L2', { total: 1200 })],
  shipping: { method: 'standard', cost: 500, tax: 50, total: 500 },
  totals: { ...good.totals, total: 2900 },
};

const collected: PriceQuote = {
  ...good,
  shipping: null,
  totals: { ...good.totals, shipping: 0, tax: 240, total: 2640 },
};

const codeOf = (quote: PriceQuote, change: Partial<OrderLimits> = {}): string | undefined =>
  checkOrderRules(quote, { ...limits, ...change })?.rejection.code;

describe('the rules of every order', () => {
  it('let a good order through', () => {
    for (const quote of [good, inclusive, collected]) assert.equal(checkOrderRules(quote, limits), undefined);
  });

  it('want a line', () => {
    const nothing = { subtotal: 0, discount: 0, shipping: 500, tax: 50, total: 550 };
    const rejection = checkOrderRules({ ...good, lines: [], discounts: [], totals: nothing }, limits)?.rejection;
    assert.deepEqual(rejection, { kind: 'rule', code: 'empty_order', message: 'add at least one line' });
  });

  it('limit the lines, before anything else that is wrong with them', () => {
    const broken = { ...good, totals: { ...good.totals, total: 1 } };
    assert.deepEqual(checkOrderRules(broken, { ...limits, maximumLines: 1, minimumAmount: 9999 })?.rejection, {
      kind: 'rule',
      code: 'max_items_exceeded',
      message: 'order at most 1 lines at once',
      details: { lines: 2, maximum: 1 },
    });
  });

  it('forbid restricted products', () => {
    const lines = [line('L1', { variantId: 'forbidden' }), line('L2')];
    assert.deepEqual(checkOrderRules({ ...good, lines }, { ...limits, minimumAmount: 9999 })?.rejection, {
      kind: 'rule',
      code: 'restricted_product',
      message: 'remove the products that may not be sold',
      details: { variants: ['forbidden'] },
    });
  });

  it('want the goods after discount to reach the minimum', () => {
    assert.deepEqual(checkOrderRules(good, { ...limits, minimumAmount: 2401 })?.rejection, {
      kind: 'rule',
      code: 'below_minimum_amount',
      message: 'add goods: their total is below the minimum of an order',
      details: { amount: '24.00', minimum: '24.01' },
    });
  });

  describe('refuse amounts that do not add up', () => {
    const withLine = (change: Partial<PricedLine>): PriceQuote => ({
      ...good,
      lines: [line('L1', change), line('L2')],
    });
    const withTotals = (change: Partial<Totals>): PriceQuote => ({ ...good, totals: { ...good.totals, ...change } });
    const refused: Readonly<Record<string, PriceQuote>> = {
      'a subtotal that is not price times quantity': {
        ...good,
        lines: [line('L1', { subtotal: 1499, total: 1319 }), line('L2')],
        totals: { ...good.totals, subtotal: 2999, total: 3189 },
      },
      'a line without quantity': {
        ...collected,
        lines: [
          line('L1', { quantity: 0, subtotal: 0, discount: 0, tax: 0, total: 0 }),
          line('L2', { discount: 600, total: 1020 }),
        ],
        totals: { subtotal: 1500, discount: 600, shipping: 0, tax: 120, total: 1020 },
      },
      'a negative price': {
        ...collected,
        lines: [
          line('L1', { unitPrice: -1000, subtotal: -1500, discount: -1500, total: 120 }),
          line('L2', { discount: 600, total: 1020 }),
        ],
        discounts: [],
        totals: { subtotal: 0, discount: -900, shipping: 0, tax: 240, total: 1140 },
      },
      'a negative discount': {
        ...good,
        lines: [line('L1', { discount: -300, total: 1920 }), line('L2', { discount: 900, total: 720 })],
      },
      'a discount above the subtotal': {
        ...good,
        lines: [line('L1', { discount: 1501, total: 119 }), line('L2', { discount: 0, total: 1620 })],
        discounts: [{ code: 'A', kind: 'fixed', amount: 1501 }],
        totals: { ...good.totals, discount: 1501, total: 2289 },
      },
      'a negative tax': {
        ...good,
        lines: [line('L1', { tax: -120, total: 1080 }), line('L2', { tax: 360, total: 1560 })],
      },
      'a fraction of a cent': {
        ...good,
        lines: [line('L1', { tax: 119.5, total: 1319.5 }), line('L2', { tax: 120.5, total: 1320.5 })],
      },
      'a line total without its tax': withLine({ total: 1200 }),
      'a line total with tax where prices contain it': {
        ...inclusive,
        lines: [line('L1'), line('L2', { total: 1080 })],
      },
      'the same line twice': { ...good, lines: [line('L1'), line('L1')] },
      'a negative shipping cost': {
        ...good,
        shipping: { method: 'standard', cost: -500, tax: 50, total: -450 },
        totals: { ...good.totals, shipping: -500, total: 2190 },
      },
      'a negative shipping tax': {
        ...good,
        shipping: { method: 'standard', cost: 500, tax: -50, total: 450 },
        totals: { ...good.totals, tax: 190, total: 3090 },
      },
      'a shipping total without its tax': {
        ...good,
        shipping: { method: 'standard', cost: 500, tax: 50, total: 500 },
        totals: { ...good.totals, total: 3140 },
      },
      'a subtotal that is not the lines’': withTotals({ subtotal: 2999 }),
      'a discount that is not the lines’': withTotals({ discount: 599 }),
      'a discount that no rule gave': { ...good, discounts: [{ code: 'A', kind: 'fixed', amount: 500 }] },
      'another shipping cost': withTotals({ shipping: 499 }),
      'another tax': withTotals({ tax: 289 }),
      'another total': withTotals({ total: 3189 }),
    };
    for (const [what, quote] of Object.entries(refused)) {
      it(what, () => {
        assert.equal(codeOf(quote), 'inconsistent_quote');
      });
    }

    it('and say so', () => {
      assert.deepEqual(checkOrderRules(withTotals({ total: 1 }), limits)?.rejection, {
        kind: 'rule',
        code: 'inconsistent_quote',
        message: 'price the order again: its amounts do not add up',
      });
    });
  });
});
