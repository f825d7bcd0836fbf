import type { Minor } from '../../../domain/shared/money.ts';
import type { RatePpm } from '../../../domain/shared/policy.ts';

/** The tax of one concept. A rate of 0 is exempt. */
export interface TaxShare {
  readonly rate: RatePpm;
  readonly base: Minor;
  readonly tax: Minor;
}

interface Limits {
  readonly lowest: Minor;
  readonly highest: Minor;
}

const twoMillion = 2_000_000n;

/**
 * What the SAT takes as the tax on a base that is written to the minor unit (CFDI40180): the base may be half a unit less or
 * more than written; the tax is then cut off, or rounded up, to the minor unit.
 */
const limitsOf = ({ base, rate }: TaxShare): Limits => {
  if (base === 0) return { lowest: 0, highest: 0 };
  const twice = 2n * BigInt(base);
  const ppm = BigInt(rate);
  return {
    lowest: Number(((twice - 1n) * ppm) / twoMillion),
    highest: Number(((twice + 1n) * ppm + twoMillion - 1n) / twoMillion),
  };
};

/**
 * Taxes that were split from a total may stray from their own line's base by more than the SAT takes. They are moved between
 * the lines of a rate, each within its limits, and add up to the same; what no line can take stays with the last one, for the
 * authority to judge.
 */
export const withinLimits = <Share extends TaxShare>(shares: readonly Share[]): readonly Share[] =>
  [...new Set(shares.map(({ rate }) => rate))].reduce(settleRate, shares);

const settleRate = <Share extends TaxShare>(shares: readonly Share[], rate: RatePpm): readonly Share[] => {
  const clamped = shares.map((share) => (share.rate === rate ? withTax(share, share.tax) : share));
  const last = clamped.findLastIndex((share) => share.rate === rate);
  let rest = sumOfTaxes(shares) - sumOfTaxes(clamped);
  return clamped.map((share, index) => {
    if (share.rate !== rate) return share;
    const settled = index === last ? { ...share, tax: share.tax + rest } : withTax(share, share.tax + rest);
    rest -= settled.tax - share.tax;
    return settled;
  });
};

/** With this tax, or the nearest one that the SAT takes. */
const withTax = <Share extends TaxShare>(share: Share, tax: Minor): Share => {
  const { lowest, highest } = limitsOf(share);
  return { ...share, tax: Math.min(Math.max(tax, lowest), highest) };
};

const sumOfTaxes = (shares: readonly TaxShare[]): Minor => shares.reduce((total, { tax }) => total + tax, 0);
