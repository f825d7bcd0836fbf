import assert from 'node:assert/strict';
import { promotionsAtTill, type TillLine } from '../../../../domain/shared/pricing/till-promotions.ts';
import { promotion } from '../../../support/promotions.ts';
import { at, line } from './baskets.ts';

const scanned = (lineId: string, unitPrice: number, taken = 0, quantity = 1000): TillLine => ({
  ...line(lineId, unitPrice, { quantity }),
  taken,
});

describe('promotions at a till', () => {
  it('are named line by line, and lines without are left out', () => {
    const lines = [scanned('L1', 1000), scanned('L2', 500), scanned('L3', 0)];
    const promotions = [
      promotion('tenth', { kind: 'percentage', rate: 100_000 }, { name: '10% off' }),
      promotion(
        'mugs',
        { kind: 'fixed', amount: 50 },
        { name: 'Mugs', goods: { variantIds: ['variant-L2'], skus: [], taxClasses: [] } },
      ),
    ];
    const tenth = (amount: number) => ({ promotionId: 'tenth', name: '10% off', amount });
    assert.deepEqual(
      [...promotionsAtTill(lines, promotions, at)],
      [
        ['L1', [tenth(100)]],
        ['L2', [tenth(50), { promotionId: 'mugs', name: 'Mugs', amount: 50 }]],
      ],
    );
  });

  it('see what the Pricing service left as the price', () => {
    const tenth = promotion('P', { kind: 'percentage', rate: 100_000 });
    assert.deepEqual(promotionsAtTill([scanned('L1', 1000, 400)], [tenth], at).get('L1'), [
      { promotionId: 'P', name: 'P', amount: 60 },
    ]);
    const minimum = { ...tenth, minimumSpend: 601 };
    assert.deepEqual([...promotionsAtTill([scanned('L1', 1000, 400)], [minimum], at)], []);
  });

  it('give the units that are the cheapest by then', () => {
    const twoForOne = promotion('P', { kind: 'buy_x_get_y', buy: 1, get: 1, rate: 1_000_000 });
    const lines = [scanned('L1', 1000, 600), scanned('L2', 500)];
    assert.deepEqual(
      [...promotionsAtTill(lines, [twoForOne], at)],
      [['L1', [{ promotionId: 'P', name: 'P', amount: 400 }]]],
    );
  });
});
