import { allocate } from '../allocate.ts';
import { extend, mulDivRound, type Minor, sum } from '../money.ts';
import { concerns } from './promotion-conditions.ts';
import type { Benefit, Promotion } from './promotion.ts';
import type { UnpricedLine } from './price-quote.ts';

/** A line as promotions see it. */
export interface PromotedLine extends Omit<UnpricedLine, 'productName' | 'taxRate'> {
  /** What it costs before any of them. */
  readonly subtotal: Minor;
}

const million = 1_000_000;

/**
 * What a promotion that applies takes off each line, in their order: worked out on what its goods cost before any discount, and
 * at most what is `left` of them. Percentages, rounded half up, and amounts are spread over what is left.
 */
export const takenBy = (
  promotion: Promotion,
  lines: readonly PromotedLine[],
  left: readonly Minor[],
): readonly Minor[] => {
  const { benefit } = promotion;
  const chosen = lines.map((line) => concerns(promotion, line));
  const ofChosen = (amounts: readonly number[]) => amounts.map((amount, index) => (chosen[index] ? amount : 0));
  switch (benefit.kind) {
    case 'percentage': {
      const cost = sum(ofChosen(lines.map(({ subtotal }) => subtotal)));
      return spread(mulDivRound(cost, benefit.rate, million), ofChosen(left));
    }
    case 'fixed':
      return spread(benefit.amount, ofChosen(left));
    case 'buy_x_get_y':
      return offTheCheapest(benefit, lines, ofChosen(lines.map(wholeUnits)), left);
  }
};

/** Over what is left of each line, so that rounding never takes one below zero. */
const spread = (worth: Minor, left: readonly Minor[]): readonly Minor[] => allocate(Math.min(worth, sum(left)), left);

type BuyAndGet = Extract<Benefit, { kind: 'buy_x_get_y' }>;

/** Each got unit is cheaper where it is: nothing is spread. `units`: how many of each line count. */
const offTheCheapest = (
  benefit: BuyAndGet,
  lines: readonly PromotedLine[],
  units: readonly number[],
  left: readonly Minor[],
): readonly Minor[] => {
  const cheapestFirst = lines
    .map(({ unitPrice }, index) => ({ index, unitPrice, there: units[index] ?? 0 }))
    .toSorted((one, other) => one.unitPrice - other.unitPrice);
  const parts = lines.map(() => 0);
  let got = gotUnits(benefit, sum(units));
  for (const { index, unitPrice, there } of cheapestFirst) {
    const cheaper = Math.min(there, got);
    got -= cheaper;
    const worth = mulDivRound(extend(unitPrice, cheaper * 1000), benefit.rate, million);
    parts[index] = Math.min(worth, left[index] ?? 0);
  }
  return parts;
};

/** Of weighed goods, only whole units. */
const wholeUnits = ({ quantity }: PromotedLine): number => Math.floor(quantity / 1000);

/** Whoever bought enough gets as many as there are, up to `get`: of an incomplete set too. */
const gotUnits = ({ buy, get }: BuyAndGet, units: number): number => {
  const set = buy + get;
  const rest = units % set;
  return ((units - rest) / set) * get + Math.max(rest - buy, 0);
};
