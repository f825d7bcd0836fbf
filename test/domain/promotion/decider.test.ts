import assert from 'node:assert/strict';
import { promotionDecider } from '../../../domain/promotion/decider.ts';
import type { PromotionTerms } from '../../../domain/promotion/events.ts';
import { change, define, defined, end, ended, given, later, terms, threeForTwo } from './promotions.ts';

describe('promotion: defining', () => {
  it('keeps its terms', () => {
    const when = given([]).when(define());
    when.then([defined]);
    assert.deepEqual(when.state(), {
      exists: true,
      promotionId: 'coupon.SPRING',
      status: 'active',
      terms,
      definedAt: defined.data.at,
      endedAt: null,
      endReason: null,
    });
  });

  it('is no event when repeated', () => {
    given([defined]).when(define()).then([]);
  });

  it('takes a code once and for all, whatever else it is wanted for', () => {
    const taken = { kind: 'wrong_state', code: 'code_taken' } as const;
    given([defined])
      .when(define({ name: 'Mine' }))
      .then(taken);
    given([defined, ended])
      .when(define({ name: 'Mine' }))
      .then(taken);
  });

  it('is refused for terms that make no sense, with the field', () => {
    const cases: readonly (readonly [field: keyof PromotionTerms, changes: Partial<PromotionTerms>])[] = [
      ['name', { name: ' ' }],
      ['code', { code: 'spring' }],
      ['code', { code: '' }],
      ['code', { code: '-SPRING' }],
      ['code', { code: 'SPRING SALE' }],
      ['code', { code: 'S'.repeat(51) }],
      ...[0, -1, 0.5, 1_000_001].map((rate) => ['benefit', { benefit: { kind: 'percentage', rate } }] as const),
      ...[0, -1, 0.5, 1_000_000_000_001].map((amount) => ['benefit', { benefit: { kind: 'fixed', amount } }] as const),
      ...[
        { buy: 0, get: 1, rate: 1 },
        { buy: 1, get: 0, rate: 1 },
        { buy: 1.5, get: 1, rate: 1 },
        { buy: 1, get: 1001, rate: 1 },
        { buy: 1, get: 1, rate: 0 },
        { buy: 1, get: 1, rate: 1_000_001 },
      ].map((units) => ['benefit', { benefit: { kind: 'buy_x_get_y', ...units } }] as const),
      ['goods', { goods: { variantIds: [], skus: [], taxClasses: [] } }],
      ['currency', { currency: null }],
      ['currency', { currency: null, benefit: { kind: 'percentage', rate: 1 } }],
      ['currency', { currency: null, minimumSpend: 0 }],
      ['minimumSpend', { minimumSpend: -1 }],
      ['minimumSpend', { minimumSpend: 1_000_000_000_001 }],
      ['expiresAt', { expiresAt: terms.startsAt }],
      ['channels', { channels: [] }],
      ['customers', { customers: { customerIds: [], loyaltyTiers: [] } }],
      ['stacking', { stacking: { kind: 'combinable', priority: 0.5 } }],
      ['usage', { code: null }],
      ['usage', { usage: { limit: null, limitPerCustomer: null } }],
      ['usage', { usage: { limit: 0, limitPerCustomer: null } }],
      ['usage', { usage: { limit: 1, limitPerCustomer: 0.5 } }],
    ];
    for (const [field, changes] of cases) {
      given([]).when(define(changes)).then({ kind: 'rule', code: 'invalid_promotion', details: { field } });
    }
  });

  it('takes each condition alone, at its bounds, and none at all', () => {
    const cases: readonly Partial<PromotionTerms>[] = [
      threeForTwo,
      { code: 'S'.repeat(50) },
      { code: '2X-3_Y' },
      { benefit: { kind: 'percentage', rate: 1_000_000 }, currency: null, minimumSpend: 0 },
      { benefit: { kind: 'percentage', rate: 1 } },
      { benefit: { kind: 'fixed', amount: 1_000_000_000_000 } },
      { benefit: { kind: 'fixed', amount: 1 } },
      { benefit: { kind: 'buy_x_get_y', buy: 1000, get: 1000, rate: 1_000_000 } },
      { goods: { variantIds: [], skus: [], taxClasses: ['reduced'] } },
      { minimumSpend: 1_000_000_000_000 },
      { startsAt: null },
      { expiresAt: null },
      { customers: { customerIds: [], loyaltyTiers: ['gold'] } },
      { customers: { customerIds: ['c1'], loyaltyTiers: [] } },
      { usage: { limit: 1, limitPerCustomer: null } },
      { usage: { limit: null, limitPerCustomer: 1 } },
    ];
    for (const changes of cases) {
      const [event] = given([]).when(define(changes)).events();
      assert.deepEqual(event?.data, { ...defined.data, terms: { ...terms, ...changes } });
    }
  });
});

describe('promotion: changing', () => {
  it('gives it other terms', () => {
    const when = given([defined]).when(change({ minimumSpend: 5000 }));
    const { promotionId } = defined.data;
    when.then([
      { type: 'PromotionChanged', data: { promotionId, at: later, terms: { ...terms, minimumSpend: 5000 } } },
    ]);
    const state = when.state();
    assert.ok(state.exists);
    assert.deepEqual([state.status, state.terms.minimumSpend], ['active', 5000]);
  });

  it('is no event if nothing is new', () => {
    given([defined]).when(change({})).then([]);
  });

  it('keeps the code, since the id follows from it', () => {
    given([defined])
      .when(change({ code: 'SUMMER' }))
      .then({ kind: 'rule', code: 'code_fixed' });
  });

  it('is refused for terms that make no sense', () => {
    given([defined])
      .when(change({ channels: [] }))
      .then({ kind: 'rule', code: 'invalid_promotion', details: { field: 'channels' } });
  });
});

describe('promotion: ending', () => {
  it('is for good', () => {
    const when = given([defined]).when(end);
    when.then([ended]);
    const state = when.state();
    assert.ok(state.exists);
    assert.deepEqual([state.status, state.endedAt, state.endReason], ['ended', later, 'sold out']);
    given([defined, ended])
      .when(change({ minimumSpend: 5000 }))
      .then({ kind: 'wrong_state', code: 'promotion_ended' });
  });

  it('is no event when repeated, whatever the reason', () => {
    given([defined, ended])
      .when({ ...end, reason: 'a mistake' })
      .then([]);
  });
});

describe('promotion: what was never defined', () => {
  it('is neither changed nor ended', () => {
    for (const command of [change({}), end]) {
      given([]).when(command).then({ kind: 'not_found', code: 'promotion_not_found' });
    }
  });

  it('has no history: events before the first change nothing', () => {
    assert.deepEqual(promotionDecider.evolve(promotionDecider.initial, ended), { exists: false });
  });
});
