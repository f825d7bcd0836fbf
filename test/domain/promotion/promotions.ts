import type { ChangePromotion, DefinePromotion, EndPromotion } from '../../../domain/promotion/commands.ts';
import { promotionDecider } from '../../../domain/promotion/decider.ts';
import type { PromotionDefined, PromotionEnded, PromotionTerms } from '../../../domain/promotion/events.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(promotionDecider);

export const at = '2026-11-23T15:00:00.000Z';
export const later = '2026-11-24T09:30:00.000Z';

/** A coupon with every condition that there is. */
export const terms: PromotionTerms = {
  name: 'Spring sale',
  code: 'SPRING',
  benefit: { kind: 'fixed', amount: 2500 },
  goods: { variantIds: ['mug'], skus: ['SKU-cup'], taxClasses: ['reduced'] },
  currency: 'CLP',
  minimumSpend: 10_000,
  startsAt: '2026-12-01T00:00:00.000Z',
  expiresAt: '2027-01-01T00:00:00.000Z',
  channels: ['online', 'pos'],
  customers: { customerIds: ['c1'], loyaltyTiers: ['gold'] },
  stacking: { kind: 'combinable', priority: 10 },
  usage: { limit: 100, limitPerCustomer: 1 },
};

/** Of three whole units one is free, for everybody. */
export const threeForTwo: PromotionTerms = {
  name: 'Three for two',
  code: null,
  benefit: { kind: 'buy_x_get_y', buy: 2, get: 1, rate: 1_000_000 },
  goods: null,
  currency: null,
  minimumSpend: 0,
  startsAt: null,
  expiresAt: null,
  channels: null,
  customers: null,
  stacking: { kind: 'exclusive' },
  usage: null,
};

export const define = (changes: Partial<PromotionTerms> = {}): DefinePromotion => ({
  type: 'DefinePromotion',
  promotionId: 'coupon.SPRING',
  terms: { ...terms, ...changes },
  at,
});

export const defined: PromotionDefined = {
  type: 'PromotionDefined',
  data: { promotionId: 'coupon.SPRING', at, terms },
};

export const change = (changes: Partial<PromotionTerms>): ChangePromotion => ({
  type: 'ChangePromotion',
  terms: { ...terms, ...changes },
  at: later,
});

export const end: EndPromotion = { type: 'EndPromotion', reason: 'sold out', at: later };

export const ended: PromotionEnded = {
  type: 'PromotionEnded',
  data: { promotionId: 'coupon.SPRING', at: later, reason: 'sold out' },
};
