import type { Instant } from '../message.ts';
import { extend, mulDivRound, type Minor } from '../money.ts';
import { applyPromotions } from './applied-promotions.ts';
import type { PromotedLine } from './promotion-benefit.ts';
import type { Promotion } from './promotion.ts';

/** A line at a till. */
export interface TillLine extends Omit<PromotedLine, 'subtotal'> {
  /** What the Pricing service took off it already. */
  readonly taken: Minor;
}

/** What a promotion takes off a line, above zero. */
export interface TakenOff {
  readonly promotionId: string;
  readonly name: string;
  readonly amount: Minor;
}

/**
 * What promotions take off each line of a till's sale, by its `lineId`, on top of what the Pricing service took: they see what
 * that left as the price. A line that nothing is taken off is not in it. By the rules of {@link applyPromotions}.
 *
 * @param promotions those that apply by themselves and are for this sale (its channel, currency and customer)
 */
export const promotionsAtTill = (
  lines: readonly TillLine[],
  promotions: readonly Promotion[],
  at: Instant,
): ReadonlyMap<string, readonly TakenOff[]> => {
  const { taken } = applyPromotions(lines.map(afterPricing), promotions, at);
  const found = lines.map(({ lineId }, index): [string, readonly TakenOff[]] => [
    lineId,
    taken
      .map(({ promotion: { promotionId, name }, parts }) => ({ promotionId, name, amount: parts[index] ?? 0 }))
      .filter(({ amount }) => amount > 0),
  ]);
  return new Map(found.filter(([, takenOff]) => takenOff.length > 0));
};

const afterPricing = ({ taken, ...line }: TillLine): PromotedLine => {
  const subtotal = extend(line.unitPrice, line.quantity) - taken;
  return { ...line, subtotal, unitPrice: taken === 0 ? line.unitPrice : mulDivRound(subtotal, 1000, line.quantity) };
};
