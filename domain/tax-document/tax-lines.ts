import { allocate } from '../shared/allocate.ts';
import type { TaxRounding } from './regimes/regime.ts';
import { type Minor, sum } from '../shared/money.ts';
import type { RatePpm, TaxMode } from '../shared/policy.ts';
import { taxOn } from '../shared/pricing/tax.ts';
import type { RateAmount } from './balance.ts';
import type { TaxLine, TaxTotals } from './document.ts';

/** Describes a line before its total comes apart into net and tax. */
export interface PricedPart extends Pick<TaxLine, 'lineId' | 'sku' | 'description' | 'quantity' | 'taxRate' | 'total'> {
  /** Before the discount, in the order's price mode; null for an amount that has no list price. */
  readonly listed: Pick<TaxLine, 'unitPrice' | 'subtotal'> | null;
}

/** Says how totals come apart. */
export interface TaxSplit {
  readonly priceMode: TaxMode;
  readonly rounding: TaxRounding;
  /** Most that may be credited, by rate: the note that takes all of a rate's total takes exactly its tax. Absent: no limit. */
  readonly left?: readonly RateAmount[];
}

/**
 * Takes each part's total apart, so that `net + exempt + tax = total`. The tax of a rate is that of each of its lines, or
 * that of their sum spread over them by largest remainder, as the rounding says; on what is left of an invoice it is kept
 * to what its net and its tax allow. What has no rate is exempt.
 *
 * @example Inclusive CLP totals of 4546, 2727 and 2727 at 19%: by total 8403 + 1597, by line 8404 + 1596.
 */
export const taxLines = (parts: readonly PricedPart[], split: TaxSplit): readonly TaxLine[] => {
  const taxes = new Map<PricedPart, Minor>();
  for (const rate of new Set(parts.map(({ taxRate }) => taxRate))) {
    const ofRate = parts.filter(({ taxRate }) => taxRate === rate);
    const parted = taxesOf(rate, ofRate, split);
    ofRate.forEach((part, index) => taxes.set(part, parted[index] ?? 0));
  }
  return parts.map((part) => taxLine(part, taxes.get(part) ?? 0, split.priceMode));
};

const taxesOf = (rate: RatePpm, parts: readonly PricedPart[], { rounding, left }: TaxSplit): readonly Minor[] => {
  const totals = parts.map(({ total }) => total);
  const taken = sum(totals);
  const byLine = totals.map((total) => taxOn(total, rate, 'inclusive'));
  const natural = rounding === 'by_line' ? sum(byLine) : taxOn(taken, rate, 'inclusive');
  const limit = left?.find((amount) => amount.rate === rate);
  const tax = limit === undefined ? natural : within(limit, taken, natural);
  return rounding === 'by_line' && tax === natural ? byLine : allocate(tax, totals);
};

/** Returns the nearest tax that leaves neither net nor tax below zero. */
const within = ({ total, tax }: RateAmount, taken: Minor, natural: Minor): Minor =>
  Math.min(Math.max(natural, taken - (total - tax)), tax);

/** Makes a line whose subtotal is at least what is asked for: shares of odd amounts may be rounded beyond it. */
const taxLine = (part: PricedPart, tax: Minor, mode: TaxMode): TaxLine => {
  const { lineId, sku, description, quantity, listed, taxRate, total } = part;
  const untaxed = total - tax;
  const priced = mode === 'inclusive' ? total : untaxed;
  const subtotal = Math.max(listed?.subtotal ?? 0, priced);
  const unitPrice = listed?.unitPrice ?? priced;
  const [net, exempt] = taxRate === 0 ? [0, untaxed] : [untaxed, 0];
  const amounts = { subtotal, discount: subtotal - priced, taxRate, net, exempt, tax, total };
  return { lineId, sku, description, quantity, unitPrice, ...amounts };
};

/** Returns the sums over a document's lines. Rates under which nothing is charged are left out. */
export const totalsOf = (lines: readonly TaxLine[]): TaxTotals => {
  const rates = [
    ...new Set(lines.filter(({ taxRate, total }) => taxRate > 0 && total > 0).map((line) => line.taxRate)),
  ];
  const taxes = rates
    .toSorted((a, b) => b - a)
    .map((rate) => {
      const ofRate = lines.filter(({ taxRate }) => taxRate === rate);
      return { rate, base: sum(ofRate.map(({ net }) => net)), amount: sum(ofRate.map(({ tax }) => tax)) };
    });
  return {
    net: sum(lines.map(({ net }) => net)),
    exempt: sum(lines.map(({ exempt }) => exempt)),
    taxes,
    tax: sum(lines.map(({ tax }) => tax)),
    total: sum(lines.map(({ total }) => total)),
  };
};
