import { reject, type Result } from '../../shared/decider.ts';
import { formatQuantity, isQuantity, type Quantity } from '../../shared/quantity.ts';
import type { LineQuantity } from '../events.ts';
import { quantities } from '../facts.ts';

/** Says what may be taken, and the codes of what goes wrong. */
export interface Supply {
  /** Every line that may be named with what is left of it: 0 for none. */
  readonly left: readonly LineQuantity[];
  readonly codes: {
    /** For no lines at all; without it none is an answer too. */
    readonly none?: string;
    readonly unknown: string;
    readonly exceeded: string;
  };
}

/**
 * Selects the lines that a command means: those it names, or everything that is left if it names none (null). A line may be
 * named once (`duplicate_line`), with a quantity (`invalid_quantity`) that is at most what is left.
 */
export const selectLines = (
  wanted: readonly LineQuantity[] | null,
  { left, codes }: Supply,
): Result<readonly LineQuantity[]> => {
  const lines = wanted ?? left.filter((line) => line.quantity > 0);
  if (lines.length === 0 && codes.none !== undefined) {
    return reject('rule', codes.none, 'there is nothing left to do this with');
  }
  const available = quantities(left);
  const seen = new Set<string>();
  for (const { lineId, quantity } of lines) {
    const most = available.get(lineId);
    if (most === undefined) return reject('rule', codes.unknown, 'the line does not belong here', { line: lineId });
    if (seen.has(lineId)) return reject('rule', 'duplicate_line', 'name each line once', { line: lineId });
    seen.add(lineId);
    const refusal = checkQuantity(lineId, quantity, most, codes.exceeded);
    if (refusal !== undefined) return refusal;
  }
  return { ok: true, value: lines.map(({ lineId, quantity }) => ({ lineId, quantity })) };
};

export const invalidQuantity = (line: string, quantity: number) =>
  reject('rule', 'invalid_quantity', 'give a quantity above zero', { line, quantity });

const checkQuantity = (line: string, quantity: Quantity, most: Quantity, exceeded: string) => {
  if (!isQuantity(quantity)) return invalidQuantity(line, quantity);
  if (quantity <= most) return undefined;
  return reject('rule', exceeded, 'that is more than is left of the line', {
    line,
    quantity: formatQuantity(quantity),
    left: formatQuantity(most),
  });
};
