import type { z } from 'zod';
import type { DefinedPromotion } from '../../../../domain/promotion/state.ts';
import type { Currency, Minor } from '../../../../domain/shared/money.ts';
import type { Benefit } from '../../../../domain/shared/pricing/promotion.ts';
import { moneyIn } from '../shared/money.ts';
import type { promotion } from './schema.ts';

type Shown = z.input<typeof promotion>;

/** Parts per million of one percent. */
const onePercent = 10_000;

export const showPromotion = (facts: Omit<DefinedPromotion, 'exists'>, version: number): Shown => {
  const { terms } = facts;
  const { currency, goods, customers, stacking, usage, minimumSpend } = terms;
  return {
    promotion_id: facts.promotionId,
    status: facts.status,
    version,
    name: terms.name,
    code: terms.code,
    benefit: showBenefit(terms.benefit, currency),
    goods: goods && { variant_ids: [...goods.variantIds], skus: [...goods.skus], tax_classes: [...goods.taxClasses] },
    currency,
    minimum_spend: minimumSpend === 0 ? null : inCurrency(minimumSpend, currency),
    starts_at: terms.startsAt,
    expires_at: terms.expiresAt,
    channels: terms.channels && [...terms.channels],
    customers: customers && {
      customer_ids: [...customers.customerIds],
      loyalty_tiers: [...customers.loyaltyTiers],
    },
    stacking: { kind: stacking.kind, priority: stacking.kind === 'combinable' ? stacking.priority : null },
    usage: usage && { limit: usage.limit, limit_per_customer: usage.limitPerCustomer },
    defined_at: facts.definedAt,
    ended_at: facts.endedAt,
    end_reason: facts.endReason,
  };
};

const showBenefit = (benefit: Benefit, currency: Currency | null): Shown['benefit'] => {
  switch (benefit.kind) {
    case 'percentage':
      return { kind: benefit.kind, percent: benefit.rate / onePercent };
    case 'fixed':
      return { kind: benefit.kind, amount: inCurrency(benefit.amount, currency) };
    case 'buy_x_get_y':
      return { kind: benefit.kind, buy: benefit.buy, get: benefit.get, percent: benefit.rate / onePercent };
  }
};

/** Shows an amount; what has amounts has a currency. */
const inCurrency = (amount: Minor, currency: Currency | null): number =>
  currency === null ? amount : moneyIn(currency)(amount);
