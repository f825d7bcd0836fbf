import assert from 'node:assert/strict';
import { createHistory } from '../../../application/history/history.ts';
import { knownPromotions } from '../../../application/promotions/known-promotions.ts';
import type { Promotion } from '../../../domain/shared/pricing/promotion.ts';
import { terms, threeForTwo } from '../../domain/promotion/promotions.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { promotion } from '../../support/promotions.ts';
import { accepted, refused, testEngine } from '../../support/test-engine.ts';

describe('promotion use cases', () => {
  it('name a promotion by its code, or by the command', async () => {
    const { promotions } = testEngine().engine;
    assert.equal(accepted(await promotions.define(contextFor('1'), terms)).promotionId, 'coupon.SPRING');
    assert.equal(accepted(await promotions.define(contextFor('2'), threeForTwo)).promotionId, commandIdOf('2'));
  });

  it('give a code to one of those that define it at once, of several processes too', async () => {
    const fixture = testEngine();
    const other = testEngine({ store: fixture.store, process: 1 });
    const outcomes = await Promise.all(
      [fixture, other].flatMap(({ engine }, process) =>
        [1, 2, 3].map((number) =>
          engine.promotions.define(contextFor(`${process}-${number}`), { ...terms, name: `${process}-${number}` }),
        ),
      ),
    );
    assert.deepEqual(
      outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.rejection.code])),
      Array<string>(5).fill('code_taken'),
    );
  });

  it('change what is named and keep the rest, and end', async () => {
    const { promotions } = testEngine().engine;
    accepted(await promotions.define(contextFor('1'), terms));
    const changed = accepted(await promotions.change(contextFor('2'), 'coupon.SPRING', { minimumSpend: 1 }));
    assert.deepEqual(changed.terms, { ...terms, minimumSpend: 1 });
    const ended = accepted(await promotions.end(contextFor('3'), 'coupon.SPRING', { reason: 'over' }));
    assert.deepEqual([ended.status, ended.endReason], ['ended', 'over']);
    const unknown = { kind: 'not_found', code: 'promotion_not_found' };
    assert.deepEqual(refused(await promotions.change(contextFor('4'), 'coupon.NONE', {})), unknown);
    assert.deepEqual(refused(await promotions.end(contextFor('5'), 'coupon.NONE', { reason: 'over' })), unknown);
  });

  it('keep card numbers out of the reason', async () => {
    const { promotions } = testEngine().engine;
    accepted(await promotions.define(contextFor('1'), terms));
    const reason = 'paid with 4242 4242 4242 4242';
    assert.equal(
      refused(await promotions.end(contextFor('2'), 'coupon.SPRING', { reason })).code,
      'card_number_refused',
    );
  });
});

describe('known promotions', () => {
  const unasked = () => Promise.reject<readonly Promotion[]>(new Error('nobody asks for those'));

  it('are found by their code as soon as they are defined, and until they are ended', async () => {
    const { engine, store } = testEngine();
    const known = knownPromotions({ history: createHistory(store), automatic: unasked });
    assert.equal(await known.byCode('demo', 'SPRING'), undefined);
    accepted(await engine.promotions.define(contextFor('1'), terms));
    assert.deepEqual(await known.byCode('demo', 'SPRING'), { promotionId: 'coupon.SPRING', ...terms });
    assert.equal(await known.byCode('other', 'SPRING'), undefined);
    accepted(await engine.promotions.change(contextFor('2'), 'coupon.SPRING', { minimumSpend: 1 }));
    assert.equal((await known.byCode('demo', 'SPRING'))?.minimumSpend, 1);
    accepted(await engine.promotions.end(contextFor('3'), 'coupon.SPRING', { reason: 'over' }));
    assert.equal(await known.byCode('demo', 'SPRING'), undefined);
  });

  it('are remembered for each organisation, if they apply by themselves', async () => {
    const asked: string[] = [];
    const tenth = promotion('tenth', { kind: 'percentage', rate: 100_000 });
    const known = knownPromotions({
      history: createHistory(testEngine().store),
      automatic: (organizationId) => {
        asked.push(organizationId);
        return Promise.resolve(organizationId === 'demo' ? [tenth] : []);
      },
    });
    const found = await Promise.all([known.automatic('demo'), known.automatic('demo'), known.automatic('other')]);
    assert.deepEqual(found, [[tenth], [tenth], []]);
    assert.deepEqual(await known.automatic('demo'), [tenth]);
    assert.deepEqual(asked, ['demo', 'other']);
  });

  it('are asked for again if they could not be told', async () => {
    let isAway = true;
    const known = knownPromotions({
      history: createHistory(testEngine().store),
      automatic: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve([])),
    });
    await assert.rejects(known.automatic('demo'), /away/);
    isAway = false;
    assert.deepEqual(await known.automatic('demo'), []);
  });
});
