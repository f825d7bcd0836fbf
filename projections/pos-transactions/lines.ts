import type {
  PosItemAdded,
  PosLine,
  PosLineRemoved,
  PosLineRepriced,
  PosPriceOverridden,
} from '../../domain/pos/events.ts';

/** The lines after an event about one of them. */
export const changedLines = (
  lines: readonly PosLine[],
  event: PosItemAdded | PosLineRepriced | PosLineRemoved | PosPriceOverridden,
): readonly PosLine[] => {
  switch (event.type) {
    case 'PosItemAdded':
      return [...lines, event.data.line];
    case 'PosLineRepriced': {
      const { lineId, quantity, unitPrice, listPrice, discount, promotions } = event.data;
      return changeLine(lines, lineId, { quantity, unitPrice, listPrice, discount, promotions });
    }
    case 'PosLineRemoved':
      return lines.filter(({ lineId }) => lineId !== event.data.lineId);
    case 'PosPriceOverridden': {
      const { lineId, unitPrice } = event.data;
      return changeLine(lines, lineId, { unitPrice, discount: 0, promotions: [], priceSource: 'override' });
    }
  }
};

const changeLine = (lines: readonly PosLine[], lineId: string, change: Partial<PosLine>): readonly PosLine[] =>
  lines.map((line) => (line.lineId === lineId ? { ...line, ...change } : line));
