import type { LineQuantity } from '../../../domain/order/events.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';
import type { OrderLineView } from '../view.ts';

type Counter =
  'cancelled' | 'assigned' | 'picked' | 'packed' | 'inShipment' | 'shipped' | 'delivered' | 'returning' | 'returned';

/** Gives the lines with `by`'s quantities added to a counter, or taken off it with `sign` -1. */
export const count = (
  lines: readonly OrderLineView[],
  counter: Counter,
  by: readonly LineQuantity[],
  sign: 1 | -1 = 1,
): readonly OrderLineView[] => {
  const quantities = new Map(by.map(({ lineId, quantity }) => [lineId, quantity]));
  return lines.map((line) => {
    const quantity = quantities.get(line.lineId);
    return quantity === undefined ? line : { ...line, [counter]: line[counter] + sign * quantity };
  });
};

/** Gives the list with the parts that `matches` picks changed. */
export const change = <Part>(
  parts: readonly Part[],
  matches: (part: Part) => boolean,
  changes: (part: Part) => Partial<Part>,
): readonly Part[] => parts.map((part) => (matches(part) ? { ...part, ...changes(part) } : part));

/** Gives a fulfilment task's lines with more of them picked or packed. */
export const withProgress = <Line extends LineQuantity & { readonly picked: Quantity; readonly packed: Quantity }>(
  lines: readonly Line[],
  counter: 'picked' | 'packed',
  by: readonly LineQuantity[],
): readonly Line[] =>
  lines.map((line) => {
    const more = by.find(({ lineId }) => lineId === line.lineId);
    return more === undefined ? line : { ...line, [counter]: line[counter] + more.quantity };
  });
