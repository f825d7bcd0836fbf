import type { AppliedDiscount, UsageLimits } from './price-quote.ts';

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
