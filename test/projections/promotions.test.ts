import assert from 'node:assert/strict';
import type { PromotionEvent, PromotionTerms } from '../../domain/promotion/events.ts';
import { promotionQueries } from '../../projections/promotions/queries.ts';
import { ProjectionFault } from '../../projections/runner/projection-fault.ts';
import { terms, threeForTwo } from '../domain/promotion/promotions.ts';
import { freshReadModel, type TestReadModel } from './support/database.ts';
import { TestLog } from './support/log.ts';
import { project } from './support/project.ts';

const day = (number: number): string => `2026-11-0${number}T00:00:00.000Z`;

const defined = (promotionId: string, at: string, changes: Partial<PromotionTerms> = {}): PromotionEvent => ({
  type: 'PromotionDefined',
  data: { promotionId, at, terms: { ...threeForTwo, ...changes } },
});

const ended = (promotionId: string): PromotionEvent => ({
  type: 'PromotionEnded',
  data: { promotionId, at: day(9), reason: 'sold out' },
});

describe('the read model of promotions', () => {
  let database: TestReadModel;
  let log: TestLog;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());
  beforeEach(async () => {
    await database.clear();
    log = new TestLog();
  });

  const queries = () => promotionQueries(database.readModel);
  const add = (id: string, ...events: readonly PromotionEvent[]) => log.add(['promotion', 'demo', id], ...events);
  const list = async (filters: Parameters<ReturnType<typeof queries>['listPromotions']>[1] = {}, limit = 100) =>
    (await queries().listPromotions('demo', filters, { limit })).items.map(({ promotionId }) => promotionId);

  for (const batchSize of [1, 100]) {
    it(`follows one to its end, in batches of ${batchSize}`, async () => {
      const changed = { ...terms, minimumSpend: 1 };
      const promotionId = 'coupon.SPRING';
      await add(
        promotionId,
        { type: 'PromotionDefined', data: { promotionId, at: day(1), terms } },
        { type: 'PromotionChanged', data: { promotionId, at: day(2), terms: changed } },
        ended(promotionId),
      );
      await project(database, log, { batchSize });
      assert.deepEqual(await queries().getPromotion('demo', promotionId), {
        promotionId,
        status: 'ended',
        version: 3,
        terms: changed,
        definedAt: day(1),
        endedAt: day(9),
        endReason: 'sold out',
      });
      assert.equal(await queries().getPromotion('other', promotionId), undefined);
    });
  }

  it('lists them, the newest first, by status and by code, page by page', async () => {
    await add('p1', defined('p1', day(1)));
    await add('coupon.A', defined('coupon.A', day(2), { code: 'A' }));
    await add('p2', defined('p2', day(2)), ended('p2'));
    await log.add(['promotion', 'other', 'p9'], defined('p9', day(3)));
    await project(database, log);
    assert.deepEqual(await list(), ['p2', 'coupon.A', 'p1']);
    assert.deepEqual(await list({ status: 'active' }), ['coupon.A', 'p1']);
    assert.deepEqual(await list({ status: 'ended' }), ['p2']);
    assert.deepEqual(await list({ code: 'A' }), ['coupon.A']);
    const first = await queries().listPromotions('demo', {}, { limit: 2 });
    assert.deepEqual(first.next, { at: day(2), id: 'coupon.A' });
    const second = await queries().listPromotions('demo', {}, { limit: 2, after: first.next });
    assert.deepEqual([second.items.map(({ promotionId }) => promotionId), second.next], [['p1'], null]);
  });

  it('knows which apply by themselves: without a code, neither ended nor over', async () => {
    await add('p3', defined('p3', day(1), { expiresAt: day(6) }));
    await add('p2', defined('p2', day(1), { startsAt: day(8) }));
    await add('p1', defined('p1', day(1), { expiresAt: day(5) }));
    await add('p4', defined('p4', day(1)), ended('p4'));
    await add('coupon.A', defined('coupon.A', day(1), { code: 'A' }));
    await log.add(['promotion', 'other', 'p9'], defined('p9', day(3)));
    await project(database, log);
    assert.deepEqual(await queries().automaticPromotions('demo', day(5)), [
      { promotionId: 'p2', ...threeForTwo, startsAt: day(8) },
      { promotionId: 'p3', ...threeForTwo, expiresAt: day(6) },
    ]);
  });

  it('stops at a promotion that does not begin with its definition', async () => {
    await add('p1', ended('p1'));
    await assert.rejects(project(database, log), ProjectionFault);
  });
});
