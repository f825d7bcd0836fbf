import type { RecordOfflineSale } from './commands.ts';
import type { PosLine, PosTender } from './events.ts';
import type { PosTransaction, Sale } from './state.ts';

/**
 * Whether a till tells of the sale that is known already. One that was rung up here has no digest: the answer may have been
 * lost on its way to the till, which then finished the sale alone. It is the same if goods, prices and money are.
 */
export const isSameSale = (
  told: RecordOfflineSale,
  { sale, lines, tenders }: PosTransaction & { readonly sale: Sale },
): boolean =>
  sale.digest === null ? essence(told.lines, told.tenders) === essence(lines, tenders) : sale.digest === told.digest;

const essence = (lines: readonly PosLine[], tenders: readonly PosTender[]): string =>
  JSON.stringify([
    lines.map(({ variantId, quantity, unitPrice, discount }) => [variantId, quantity, unitPrice, discount]),
    tenders.map(({ method, amount }) => [method, amount]),
  ]);
