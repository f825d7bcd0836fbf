import assert from 'node:assert/strict';
import { sandboxProducts } from '../../../adapters/sandbox/products.ts';
import { samplePromotions } from '../../../adapters/sandbox/promotions.ts';
import { promotionDecider } from '../../../domain/promotion/decider.ts';
import { currencies } from '../../../domain/shared/money.ts';

describe('sandbox promotions', () => {
  it('make sense in every currency', () => {
    for (const currency of currencies) {
      for (const terms of samplePromotions(currency)) {
        const command = { type: 'DefinePromotion', promotionId: 'p', terms, at: '2026-11-23T15:00:00.000Z' } as const;
        const decision = promotionDecider.decide(command, promotionDecider.initial);
        assert.equal(decision.ok, true, `${terms.name} in ${currency}: ${JSON.stringify(decision)}`);
      }
    }
  });

  it('are coupons, and some that apply by themselves', () => {
    assert.deepEqual(
      samplePromotions('GBP').map(({ code, benefit, minimumSpend }) => [code, benefit, minimumSpend]),
      [
        ['WELCOME10', { kind: 'percentage', rate: 100_000 }, 0],
        ['TAKE5', { kind: 'fixed', amount: 500 }, 3000],
        ['EXPIRED1', { kind: 'percentage', rate: 100_000 }, 0],
        ['GOLDEN1', { kind: 'percentage', rate: 200_000 }, 0],
        [null, { kind: 'buy_x_get_y', buy: 2, get: 1, rate: 1_000_000 }, 0],
        [null, { kind: 'percentage', rate: 50_000 }, 10_000],
      ],
    );
  });

  it('are worth a thousand times as much where nobody pays with cents', () => {
    const [, take5] = samplePromotions('CLP');
    assert.deepEqual(
      [take5?.benefit, take5?.minimumSpend, take5?.currency],
      [{ kind: 'fixed', amount: 5000 }, 30_000, 'CLP'],
    );
  });

  it('are of goods that the sandbox sells', () => {
    const sold = new Set(sandboxProducts.filter(({ active }) => active).map(({ sku }) => sku));
    for (const sku of samplePromotions('GBP').flatMap(({ goods }) => goods?.skus ?? [])) assert.ok(sold.has(sku), sku);
  });
});
