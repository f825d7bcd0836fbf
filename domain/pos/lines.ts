import type { PosLine, PosLineRepriced, PosPriceOverridden } from './events.ts';

/** The lines with one of them repriced. */
export const withPrices = (lines: readonly PosLine[], priced: PosLineRepriced['data']): readonly PosLine[] => {
  const { lineId, quantity, unitPrice, listPrice, discount, promotions } = priced;
  return changeLine(lines, lineId, { quantity, unitPrice, listPrice, discount, promotions });
};

/** The lines with one of them at a price that a person gave. */
export const withOverride = (
  lines: readonly PosLine[],
  { lineId, unitPrice }: PosPriceOverridden['data'],
): readonly PosLine[] => changeLine(lines, lineId, { unitPrice, discount: 0, promotions: [], priceSource: 'override' });

export const findLine = (lines: readonly PosLine[], lineId: string): PosLine | undefined =>
  lines.find((line) => line.lineId === lineId);

const changeLine = (lines: readonly PosLine[], lineId: string, change: Partial<PosLine>): readonly PosLine[] =>
  lines.map((line) => (line.lineId === lineId ? { ...line, ...change } : line));
