import type { Promotions } from '../../application/ports/read-models.ts';
import { couponPromotionId, type Benefit, type Coupon, type Promotion } from '../../domain/shared/pricing/promotion.ts';

const unconditional = {
  goods: null,
  currency: null,
  minimumSpend: 0,
  startsAt: null,
  expiresAt: null,
  channels: null,
  customers: null,
  stacking: { kind: 'combinable', priority: 0 },
  usage: null,
} as const;

/** A promotion that applies by itself, to all and without conditions unless told otherwise. */
export const promotion = (
  promotionId: string,
  benefit: Benefit,
  changes: Partial<Omit<Promotion, 'benefit' | 'code'>> = {},
): Promotion => ({ promotionId, name: promotionId, code: null, benefit, ...unconditional, ...changes });

/** The same with a code. */
export const coupon = (
  code: string,
  benefit: Benefit,
  changes: Partial<Omit<Coupon, 'benefit' | 'code'>> = {},
): Coupon => ({ promotionId: couponPromotionId(code), name: code, code, benefit, ...unconditional, ...changes });

export const fixed = (code: string, amount: number, changes: Parameters<typeof coupon>[2] = {}): Coupon =>
  coupon(code, { kind: 'fixed', amount }, changes);

export const percentage = (code: string, rate: number, changes: Parameters<typeof coupon>[2] = {}): Coupon =>
  coupon(code, { kind: 'percentage', rate }, changes);

const hasCode = (candidate: Promotion): candidate is Coupon => candidate.code !== null;

/** These promotions, of every organisation. */
export const promotionsOf = (...promotions: readonly Promotion[]): Promotions => ({
  byCode: (_organizationId, code) =>
    Promise.resolve(promotions.filter(hasCode).find((candidate) => candidate.code === code)),
  automatic: () => Promise.resolve(promotions.filter(({ code }) => code === null)),
});
