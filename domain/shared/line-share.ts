import { shareOf } from './allocate.ts';
import type { Minor } from './money.ts';
import type { Quantity } from './quantity.ts';

/** What of a line says how much some of it is worth. */
interface FrozenLine {
  readonly lineId: string;
  readonly quantity: Quantity;
  /** What the buyer paid for all of it. */
  readonly total: Minor;
  readonly cancelled: Quantity;
  readonly returned: Quantity;
}

/** Some of a line, with its share of the line's frozen total. */
export interface ValuedLine {
  readonly lineId: string;
  readonly quantity: Quantity;
  readonly amount: Minor;
}

/**
 * The share of a line's frozen total that `quantity` more of it carry, once `before` of it were given back already
 * (undelivered or returned). Any sequence that gives back the whole line adds up to its total.
 */
export const lineShare = (
  { total, quantity: whole }: Pick<FrozenLine, 'quantity' | 'total'>,
  before: Quantity,
  quantity: Quantity,
): Minor => shareOf(total, whole, before, quantity);

/** What these quantities of an order's lines are worth, after what was cancelled or came back before. */
export const valued = (
  lines: readonly FrozenLine[],
  quantities: readonly Pick<ValuedLine, 'lineId' | 'quantity'>[],
): readonly ValuedLine[] => {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  return quantities.flatMap(({ lineId, quantity }) => {
    const line = byId.get(lineId);
    return line === undefined
      ? []
      : [{ lineId, quantity, amount: lineShare(line, line.cancelled + line.returned, quantity) }];
  });
};
