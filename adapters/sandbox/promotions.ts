import type { Currency } from '../../domain/shared/money.ts';
import type { Promotion } from '../../domain/shared/pricing/promotion.ts';
import { sandboxMinor } from './amounts.ts';

/** Everything of a promotion but its id. */
export type SamplePromotion = Omit<Promotion, 'promotionId'>;

const always = {
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

const tenPercent = { kind: 'percentage', rate: 100_000 } as const;

/**
 * Promotions to play with, amounts in `currency`. Coupons: `WELCOME10`: 10 percent; `TAKE5`: 5.00 off from 30.00; `EXPIRED1`:
 * 10 percent until the end of 2024; `GOLDEN1`: 20 percent for gold customers, once each. By themselves: of three lunch bags one is free; 5
 * percent off from 100.00.
 */
export const samplePromotions = (currency: Currency): readonly SamplePromotion[] => [
  { ...always, name: '10% to welcome you', code: 'WELCOME10', benefit: tenPercent },
  {
    ...always,
    name: '5.00 off from 30.00',
    code: 'TAKE5',
    benefit: { kind: 'fixed', amount: sandboxMinor('5.00', currency) },
    currency,
    minimumSpend: sandboxMinor('30.00', currency),
  },
  { ...always, name: '10% in 2024', code: 'EXPIRED1', benefit: tenPercent, expiresAt: '2025-01-01T00:00:00.000Z' },
  {
    ...always,
    name: '20% for gold customers',
    code: 'GOLDEN1',
    benefit: { kind: 'percentage', rate: 200_000 },
    customers: { customerIds: [], loyaltyTiers: ['gold'] },
    usage: { limit: null, limitPerCustomer: 1 },
  },
  {
    ...always,
    name: 'Lunch bags: 3 for 2',
    code: null,
    benefit: { kind: 'buy_x_get_y', buy: 2, get: 1, rate: 1_000_000 },
    goods: { variantIds: [], skus: ['20725', '20726', '20727', '20728', '22382', '22383', '22384'], taxClasses: [] },
  },
  {
    ...always,
    name: '5% off from 100.00',
    code: null,
    benefit: { kind: 'percentage', rate: 50_000 },
    currency,
    minimumSpend: sandboxMinor('100.00', currency),
    stacking: { kind: 'combinable', priority: 10 },
  },
];
