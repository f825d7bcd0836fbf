import { reject, type Result } from '../decider.ts';
import { mulDivRound, type Minor } from '../money.ts';
import type { RatePpm, TaxClass, TaxMode, TaxPolicy } from '../policy.ts';

const million = 1_000_000;

/** The tax contained in (inclusive) or due on top of (exclusive) `amount`, rounded half up to the minor unit. */
export const taxOn = (amount: Minor, rate: RatePpm, mode: TaxMode): Minor =>
  mulDivRound(amount, rate, mode === 'inclusive' ? million + rate : million);

/** The tenant's rate for a tax class. Refused as `unknown_tax_class` if its tax table has no such row. */
export const taxRateOf = (policy: TaxPolicy, taxClass: TaxClass): Result<RatePpm> => {
  const rate = Object.hasOwn(policy.rates, taxClass) ? policy.rates[taxClass] : undefined;
  return rate === undefined
    ? reject('rule', 'unknown_tax_class', `add a rate for tax class ${taxClass} to the tenant's tax table`, {
        tax_class: taxClass,
      })
    : { ok: true, value: rate };
};
