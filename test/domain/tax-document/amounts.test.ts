import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TaxRounding } from '../../../domain/tax-document/regimes/regime.ts';
import { sum } from '../../../domain/shared/money.ts';
import type { DocumentContent } from '../../../domain/tax-document/document.ts';
import { unpricedLine } from '../../support/arbitraries/place-order.ts';
import { chile, contentFor, line, off, orderOf, quoted } from './sales.ts';

const saleOf = (order: ReturnType<typeof orderOf>, rounding: TaxRounding): DocumentContent => {
  const content = contentFor([], order, { kind: 'sale', sale: order }, { ...chile, rounding });
  assert.ok(content !== undefined);
  return content;
};

const linesOf = (content: DocumentContent) => content.lines.map(({ total, net, tax }) => [total, net, tax]);

describe('amounts of a sale', () => {
  it('by total: 8403 + 1597, spread over the lines by largest remainder', () => {
    const content = saleOf(quoted(), 'by_total');
    assert.deepEqual(content.totals, {
      net: 8403,
      exempt: 0,
      taxes: [{ rate: 190_000, base: 8403, amount: 1597 }],
      tax: 1597,
      total: 10_000,
    });
    assert.deepEqual(linesOf(content), [
      [4546, 3820, 726],
      [2727, 2291, 436],
      [2727, 2292, 435],
    ]);
  });

  it('by line: 8404 + 1596, each line’s own tax', () => {
    const content = saleOf(quoted(), 'by_line');
    assert.deepEqual([content.totals.net, content.totals.tax, content.totals.total], [8404, 1596, 10_000]);
    assert.deepEqual(linesOf(content), [
      [4546, 3820, 726],
      [2727, 2292, 435],
      [2727, 2292, 435],
    ]);
    assert.deepEqual(
      content.lines.map(({ subtotal, discount }) => [subtotal, discount]),
      [
        [5000, 454],
        [3000, 273],
        [3000, 273],
      ],
    );
  });

  it('have shipping as a line of its own, with its own rate', () => {
    const shipping = { method: 'express', cost: 1190, freeFrom: null, taxRate: 190_000 };
    const { lines, totals } = saleOf(orderOf([line('L1', 5000, { taxRate: 0 })], { shipping }), 'by_total');
    assert.deepEqual(lines[1], {
      lineId: null,
      sku: 'shipping',
      description: 'Despacho (express)',
      quantity: 1000,
      unitPrice: 1190,
      subtotal: 1190,
      discount: 0,
      taxRate: 190_000,
      net: 1000,
      exempt: 0,
      tax: 190,
      total: 1190,
    });
    assert.deepEqual(totals, {
      net: 1000,
      exempt: 5000,
      taxes: [{ rate: 190_000, base: 1000, amount: 190 }],
      tax: 190,
      total: 6190,
    });
  });

  it('know the rate of a shipping that an older order does not tell', () => {
    const shipping = { method: 'express', cost: 1190, freeFrom: null, taxRate: 190_000 };
    const order = orderOf([line('L1', 5000)], { shipping });
    const { method, cost, tax, total } = order.shipping!;
    const { lines } = saleOf({ ...order, shipping: { method, cost, tax, total } }, 'by_total');
    assert.deepEqual([lines[1]?.taxRate, lines[1]?.tax], [190_000, 190]);
  });

  it('leave free shipping out', () => {
    const shipping = { method: 'standard', cost: 1190, freeFrom: 0, taxRate: 190_000 };
    assert.equal(saleOf(orderOf([line('L1', 5000)], { shipping }), 'by_total').lines.length, 1);
  });

  it('are the order’s own where tax comes on top, whatever the rounding', () => {
    const order = orderOf([line('L1', 1003), line('L2', 1003)], { taxMode: 'exclusive' });
    const content = saleOf(order, 'by_total');
    assert.equal(content.rounding, 'by_line');
    assert.deepEqual(linesOf(content), [
      [1194, 1003, 191],
      [1194, 1003, 191],
    ]);
    assert.deepEqual([content.lines[0]?.subtotal, content.lines[0]?.discount], [1003, 0]);
  });

  it('tell each rate once, the highest first, and none under which nothing is charged', () => {
    const order = orderOf([
      line('L1', 1050, { taxRate: 50_000 }),
      line('L2', 1190),
      line('L3', 2100, { taxRate: 50_000 }),
      line('L4', 0, { taxRate: 100_000 }),
    ]);
    assert.deepEqual(saleOf(order, 'by_total').totals.taxes, [
      { rate: 190_000, base: 1000, amount: 190 },
      { rate: 50_000, base: 3000, amount: 150 },
    ]);
  });

  it('add up in every order: lines to totals, net and tax to what is paid, at least nothing each', () => {
    const orders = fc.record({
      lines: fc.array(unpricedLine, { minLength: 1, maxLength: 5 }),
      taxMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
      coupon: fc.integer({ min: 0, max: 3000 }),
      shipping: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(orders, fc.constantFrom('by_line' as const, 'by_total' as const), (parts, rounding) => {
        const order = orderOf(
          parts.lines.map((each, index) => ({ ...each, lineId: `L${index + 1}` })),
          {
            taxMode: parts.taxMode,
            coupons: [off(parts.coupon)],
            shipping: { method: 'standard', cost: parts.shipping, freeFrom: null, taxRate: 190_000 },
          },
        );
        const { lines, totals } = saleOf(order, rounding);
        assert.equal(totals.total, order.totals.total);
        for (const { net, exempt, tax, total, subtotal, discount } of lines) {
          assert.equal(net + exempt + tax, total);
          assert.ok(Math.min(net, exempt, tax, discount) >= 0);
          assert.equal(subtotal - discount, parts.taxMode === 'inclusive' ? total : total - tax);
        }
        assert.equal(sum(totals.taxes.map(({ amount }) => amount)), totals.tax);
        assert.equal(sum(totals.taxes.map(({ base }) => base)), totals.net);
        assert.equal(totals.net + totals.exempt + totals.tax, totals.total);
        if (rounding === 'by_line' || parts.taxMode === 'exclusive') assert.equal(totals.tax, order.totals.tax);
      }),
    );
  });
});
