import assert from 'node:assert/strict';
import type { PromotionEvent, PromotionTerms } from '../../../domain/promotion/events.ts';
import type { ReadSide } from '../../../projections/read-models.ts';
import { terms, threeForTwo } from '../../domain/promotion/promotions.ts';
import { describeReadModel } from '../support/describe-read-model.ts';

const day = (number: number): string => `2026-11-0${number}T00:00:00.000Z`;

const defined = (promotionId: string, at: string, changes: Partial<PromotionTerms> = {}): PromotionEvent => ({
  type: 'PromotionDefined',
  data: { promotionId, at, terms: { ...threeForTwo, ...changes } },
});

const ended = (promotionId: string): PromotionEvent => ({
  type: 'PromotionEnded',
  data: { promotionId, at: day(9), reason: 'sold out' },
});

const promotionId = 'coupon.SPRING';
const changed = { ...terms, minimumSpend: 1 };
const life: readonly PromotionEvent[] = [
  { type: 'PromotionDefined', data: { promotionId, at: day(1), terms } },
  { type: 'PromotionChanged', data: { promotionId, at: day(2), terms: changed } },
  ended(promotionId),
];

const sample = {
  name: 'promotions',
  category: 'promotion',
  id: promotionId,
  events: life,
  begins: { subject: 'a promotion', neverWith: ended(promotionId) },
} as const;

describeReadModel('the read model of promotions', sample, (model) => {
  const list = async (filters: Parameters<ReadSide['listPromotions']>[1] = {}, limit = 100) =>
    (await model.reads.listPromotions('demo', filters, { limit })).items.map(({ promotionId }) => promotionId);

  it('follows one to its end', async () => {
    await model.add(promotionId, ...life);
    await model.project();
    assert.deepEqual(await model.reads.getPromotion('demo', promotionId), {
      promotionId,
      status: 'ended',
      version: 3,
      terms: changed,
      definedAt: day(1),
      endedAt: day(9),
      endReason: 'sold out',
    });
    assert.equal(await model.reads.getPromotion('other', promotionId), undefined);
  });

  it('lists them, the newest first, by status and by code, page by page', async () => {
    await model.add('p1', defined('p1', day(1)));
    await model.add('coupon.A', defined('coupon.A', day(2), { code: 'A' }));
    await model.add('p2', defined('p2', day(2)), ended('p2'));
    await model.log.add(['promotion', 'other', 'p9'], defined('p9', day(3)));
    await model.project();
    assert.deepEqual(await list(), ['p2', 'coupon.A', 'p1']);
    assert.deepEqual(await list({ status: 'active' }), ['coupon.A', 'p1']);
    assert.deepEqual(await list({ status: 'ended' }), ['p2']);
    assert.deepEqual(await list({ code: 'A' }), ['coupon.A']);
    const first = await model.reads.listPromotions('demo', {}, { limit: 2 });
    assert.deepEqual(first.next, { at: day(2), id: 'coupon.A' });
    const second = await model.reads.listPromotions('demo', {}, { limit: 2, after: first.next });
    assert.deepEqual([second.items.map(({ promotionId }) => promotionId), second.next], [['p1'], null]);
  });

  it('knows which apply by themselves: without a code, neither ended nor over', async () => {
    await model.add('p3', defined('p3', day(1), { expiresAt: day(6) }));
    await model.add('p2', defined('p2', day(1), { startsAt: day(8) }));
    await model.add('p1', defined('p1', day(1), { expiresAt: day(5) }));
    await model.add('p4', defined('p4', day(1)), ended('p4'));
    await model.add('coupon.A', defined('coupon.A', day(1), { code: 'A' }));
    await model.log.add(['promotion', 'other', 'p9'], defined('p9', day(3)));
    await model.project();
    assert.deepEqual(await model.reads.automaticPromotions('demo', day(5)), [
      { promotionId: 'p2', ...threeForTwo, startsAt: day(8) },
      { promotionId: 'p3', ...threeForTwo, expiresAt: day(6) },
    ]);
  });
});
