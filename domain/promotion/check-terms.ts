import { reject, type Refusal } from '../shared/decider.ts';
import { isAmount, maxMinor, type Minor } from '../shared/money.ts';
import type { RatePpm } from '../shared/policy.ts';
import type { Benefit, GoodsSelection } from '../shared/pricing/promotion.ts';
import type { UsageLimits } from '../shared/pricing/price-quote.ts';
import type { PromotionTerms } from './events.ts';

/** Allows what may be printed and typed anywhere. */
const codePattern = /^[A-Z0-9][A-Z0-9_-]{0,49}$/;

/** Exceeds what any shop gives away. */
const mostUnits = 1000;

const everything: RatePpm = 1_000_000;

/** Refuses terms that make no sense, as `invalid_promotion` with the `field`; undefined if they do. */
export const checkTerms = (terms: PromotionTerms): Refusal | undefined => {
  const fault = faults(terms).find(({ isFault }) => isFault);
  return fault && reject('rule', 'invalid_promotion', fault.advice, { field: fault.field });
};

interface Fault {
  readonly field: keyof PromotionTerms;
  readonly isFault: boolean;
  readonly advice: string;
}

/** Lists them in the order of the fields. */
const faults = (terms: PromotionTerms): readonly Fault[] => {
  const { name, code, benefit, goods, currency, minimumSpend, startsAt, expiresAt, channels, customers } = terms;
  const { stacking, usage } = terms;
  const hasAmounts = benefit.kind === 'fixed' || minimumSpend > 0;
  const check = (field: Fault['field'], isGood: boolean, advice: string): Fault => ({
    field,
    isFault: !isGood,
    advice,
  });
  return [
    check('name', name.trim() !== '', 'give it a name that can be printed'),
    check('code', code === null || codePattern.test(code), 'a code is upper case letters, digits, - and _, at most 50'),
    ...benefitFaults(benefit).map((advice) => check('benefit', false, advice)),
    check('goods', goods === null || namesSome(goods), 'name what it applies to, or leave it out for everything'),
    check('currency', currency !== null || !hasAmounts, 'say which currency its amounts are in'),
    check('minimumSpend', isAmount(minimumSpend) && minimumSpend <= maxMinor, 'a minimum is an amount, or 0 for none'),
    check(
      'expiresAt',
      startsAt === null || expiresAt === null || startsAt < expiresAt,
      'let it expire after it has started',
    ),
    check(
      'channels',
      channels === null || channels.length > 0,
      'name where it is given, or leave it out for everywhere',
    ),
    check(
      'customers',
      customers === null || customers.customerIds.length + customers.loyaltyTiers.length > 0,
      'name whom it is for, or leave it out for everybody',
    ),
    check(
      'stacking',
      stacking.kind === 'exclusive' || Number.isSafeInteger(stacking.priority),
      'a priority is a whole number',
    ),
    check('usage', usage === null || code !== null, 'only what has a code can be limited'),
    check('usage', usage === null || areLimits(usage), 'limits are whole numbers from 1 on, and there is one at least'),
  ];
};

const benefitFaults = (benefit: Benefit): readonly string[] => {
  switch (benefit.kind) {
    case 'percentage':
      return isRate(benefit.rate) ? [] : ['a percentage is more than 0 and at most 100'];
    case 'fixed':
      return isPrice(benefit.amount) ? [] : ['an amount is more than 0'];
    case 'buy_x_get_y':
      return [
        ...(isRate(benefit.rate) ? [] : ['a percentage is more than 0 and at most 100']),
        ...(isUnits(benefit.buy) && isUnits(benefit.get) ? [] : [`buy and get from 1 to ${mostUnits} whole units`]),
      ];
  }
};

const isRate = (rate: RatePpm): boolean => Number.isInteger(rate) && rate > 0 && rate <= everything;

const isPrice = (amount: Minor): boolean => isAmount(amount) && amount > 0 && amount <= maxMinor;

const isUnits = (units: number): boolean => Number.isInteger(units) && units >= 1 && units <= mostUnits;

const namesSome = ({ variantIds, skus, taxClasses }: GoodsSelection): boolean =>
  variantIds.length + skus.length + taxClasses.length > 0;

const areLimits = ({ limit, limitPerCustomer }: UsageLimits): boolean => {
  const given = [limit, limitPerCustomer].filter((each) => each !== null);
  return given.length > 0 && given.every((each) => Number.isSafeInteger(each) && each >= 1);
};
