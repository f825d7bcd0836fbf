import type { Minor } from '../../shared/money.ts';
import type { FraudPolicy, FraudThreshold } from '../../shared/policy.ts';

// Keep the names of verdicts and reasons: they are part of the storage format.

/** Judges a payment. `review`: taken, for a person to look at before the goods leave. `reject`: not taken. */
export const fraudVerdicts = ['accept', 'review', 'reject'] as const;

export type FraudVerdict = (typeof fraudVerdicts)[number];

/**
 * `velocity`: the customer paid unusually often lately. `amount`: unusually much. `country_mismatch`: billed in one
 * country, shipped to another. `attempts`: payments of this order failed before.
 */
export const fraudReasons = ['velocity', 'amount', 'country_mismatch', 'attempts'] as const;

export type FraudReason = (typeof fraudReasons)[number];

/** Holds what the rules look at. Countries are ISO 3166-1 alpha-2, null if unknown. */
export interface FraudFacts {
  readonly recentPayments: number;
  readonly amount: Minor;
  readonly failedAttempts: number;
  readonly billingCountry: string | null;
  readonly shippingCountry: string | null;
}

export interface Screening {
  readonly verdict: FraudVerdict;
  /** Every rule that asks for more than acceptance, in the order of {@link FraudReason}. */
  readonly reasons: readonly FraudReason[];
}

const severity: Readonly<Record<FraudVerdict, number>> = { accept: 0, review: 1, reject: 2 };

/** Finds the severest verdict of all rules, with the reasons for it. */
export const screenPayment = (facts: FraudFacts, policy: FraudPolicy): Screening => {
  const verdicts: readonly (readonly [FraudReason, FraudVerdict])[] = [
    ['velocity', against(policy.velocity, facts.recentPayments + 1)],
    ['amount', against(policy.amount, facts.amount)],
    ['country_mismatch', isMismatch(facts) ? policy.countryMismatch : 'accept'],
    ['attempts', against(policy.attempts, facts.failedAttempts)],
  ];
  return {
    verdict: verdicts.reduce<FraudVerdict>(
      (worst, [, verdict]) => (severity[verdict] > severity[worst] ? verdict : worst),
      'accept',
    ),
    reasons: verdicts.filter(([, verdict]) => verdict !== 'accept').map(([reason]) => reason),
  };
};

const against = ({ review, reject }: FraudThreshold, figure: number): FraudVerdict => {
  if (reject !== null && figure >= reject) return 'reject';
  return review !== null && figure >= review ? 'review' : 'accept';
};

const isMismatch = ({ billingCountry, shippingCountry }: FraudFacts): boolean =>
  billingCountry !== null && shippingCountry !== null && billingCountry !== shippingCountry;
