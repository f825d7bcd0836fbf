import { extend, type Minor, sum } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { CartLine } from './events.ts';

type Lines = readonly CartLine[];

export const lineId = (number: number): string => `L${number}`;

/** The number that {@link lineId} was made of. */
export const lineNumber = (id: string): number => Number(id.slice(1));

/** The line that more of `item` adds to: the same variant at the same price (another price is another line). */
export const sameLine = (lines: Lines, item: Omit<CartLine, 'lineId'>): CartLine | undefined =>
  lines.find((line) => line.variantId === item.variantId && line.unitPrice === item.unitPrice);

export const withQuantity = (lines: Lines, id: string, quantity: Quantity): Lines =>
  lines.map((line) => (line.lineId === id ? { ...line, quantity } : line));

export const withUnitPrice = (lines: Lines, ids: readonly string[], unitPrice: Minor): Lines =>
  lines.map((line) => (ids.includes(line.lineId) ? { ...line, unitPrice } : line));

export const subtotalOf = (lines: Lines): Minor => sum(lines.map((line) => extend(line.unitPrice, line.quantity)));

/** All lines once `incoming` were added one by one; new ones are numbered on from `lastLine`. */
export const mergeLines = (lines: Lines, lastLine: number, incoming: Lines): Lines =>
  incoming.reduce(
    (merged, item) => {
      const same = sameLine(merged.lines, item);
      if (same !== undefined) {
        return { ...merged, lines: withQuantity(merged.lines, same.lineId, same.quantity + item.quantity) };
      }
      const lastLine = merged.lastLine + 1;
      return { lines: [...merged.lines, { ...item, lineId: lineId(lastLine) }], lastLine };
    },
    { lines, lastLine },
  ).lines;
