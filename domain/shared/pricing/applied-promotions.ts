import type { Instant } from '../message.ts';
import { type Minor, sum } from '../money.ts';
import type { AppliedDiscount, UsageLimits } from './price-quote.ts';
import { takenBy, type PromotedLine } from './promotion-benefit.ts';
import { promotionObstacle } from './promotion-conditions.ts';
import type { Promotion } from './promotion.ts';

/** What a promotion took off each line, in the lines' order; something of one at least. */
export interface Taken {
  readonly promotion: Promotion;
  readonly parts: readonly Minor[];
}

interface Applied {
  /** In the order applied. */
  readonly taken: readonly Taken[];
  /** What is left of each line's subtotal. */
  readonly left: readonly Minor[];
}

/**
 * Takes promotions off lines. Those that combine apply together, the lowest priority first and equal ones as given; each is
 * worked out on the whole subtotal, and takes at most what earlier ones left. An exclusive one applies alone: the alternative
 * that takes off most is chosen, of equal ones the combination, then the lowest id. One that does not apply, or finds nothing
 * left, is not among the `taken`. The order of the lines decides nothing.
 */
export const applyPromotions = (
  lines: readonly PromotedLine[],
  promotions: readonly Promotion[],
  at: Instant,
): Applied => {
  const subtotal = sum(lines.map((line) => line.subtotal));
  const applying = promotions.filter((promotion) => promotionObstacle(promotion, subtotal, at) === undefined);
  if (applying.length === 0) return untouched(lines);
  const sorted = lines.toSorted(byLineId);
  const best = alternatives(applying)
    .map((together) => applyTogether(sorted, together))
    .reduce((best, other) => (sum(other.left) < sum(best.left) ? other : best));
  const places = new Map(sorted.map(({ lineId }, place) => [lineId, place]));
  const asGiven = (amounts: readonly Minor[]): readonly Minor[] =>
    lines.map(({ lineId }) => amounts[places.get(lineId) ?? 0] ?? 0);
  return {
    taken: best.taken.map(({ promotion, parts }) => ({ promotion, parts: asGiven(parts) })),
    left: asGiven(best.left),
  };
};

/** Numbered ids in their order: `L2` before `L10`. */
const byLineId = ({ lineId: one }: PromotedLine, { lineId: other }: PromotedLine): number =>
  one.length - other.length || (one < other ? -1 : 1);

/** Each what may apply at once: the combination first, then the exclusive ones. */
const alternatives = (promotions: readonly Promotion[]): readonly (readonly Promotion[])[] => {
  const exclusive = promotions
    .filter(({ stacking }) => stacking.kind === 'exclusive')
    .toSorted((one, other) => (one.promotionId < other.promotionId ? -1 : 1));
  const combined = promotions
    .filter(({ stacking }) => stacking.kind === 'combinable')
    .toSorted((one, other) => priorityOf(one) - priorityOf(other));
  return [combined, ...exclusive.map((alone) => [alone])];
};

const priorityOf = ({ stacking }: Promotion): number => (stacking.kind === 'combinable' ? stacking.priority : 0);

const untouched = (lines: readonly PromotedLine[]): Applied => ({
  taken: [],
  left: lines.map(({ subtotal }) => subtotal),
});

const applyTogether = (lines: readonly PromotedLine[], promotions: readonly Promotion[]): Applied =>
  promotions.reduce((before, promotion) => applyOne(lines, before, promotion), untouched(lines));

const applyOne = (lines: readonly PromotedLine[], before: Applied, promotion: Promotion): Applied => {
  const parts = takenBy(promotion, lines, before.left);
  if (sum(parts) === 0) return before;
  return {
    taken: [...before.taken, { promotion, parts }],
    left: before.left.map((rest, index) => rest - (parts[index] ?? 0)),
  };
};

/** A use of a promotion whose uses are counted. */
export interface LimitedUse {
  readonly promotionId: string;
  /** What was entered for it, or its id. */
  readonly code: string;
  readonly usage: UsageLimits;
}

/** The counted promotions among the discounts, each used once, however much of the discount it gave. */
export const limitedUses = (discounts: readonly AppliedDiscount[]): readonly LimitedUse[] => {
  const uses = new Map<string, LimitedUse>();
  for (const { promotionId, code, usage } of discounts) {
    if (promotionId === undefined || usage === undefined || uses.has(promotionId)) continue;
    uses.set(promotionId, { promotionId, code, usage });
  }
  return [...uses.values()];
};
