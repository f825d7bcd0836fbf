import { accept, type Decision } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import type { RecordPosConflict, RecordPosStockShort } from './commands.ts';
import type { PosConflict, PosConflictRecorded, PosEvent } from './events.ts';
import type { PosTransaction } from './state.ts';

/** Once a sale, and only where something was short. */
export const recordStockShort = (
  { lines, at }: RecordPosStockShort,
  { transactionId }: PosTransaction,
): Decision<PosEvent> =>
  lines.length === 0 ? accept() : accept({ type: 'PosStockShort', data: { transactionId, lines, at } });

export const recordConflict = (
  { conflictId, conflict, at }: RecordPosConflict,
  { transactionId }: PosTransaction,
): Decision<PosEvent> => accept({ type: 'PosConflictRecorded', data: { transactionId, conflictId, conflict, at } });

export const conflictRecorded = (transactionId: string, conflict: PosConflict, at: Instant): PosConflictRecorded => ({
  type: 'PosConflictRecorded',
  data: { transactionId, conflictId: conflictIdOf(transactionId, conflict), conflict, at },
});

/** Made of what the conflict is about: the same conflict has the same id, whenever it is noticed. */
export const conflictIdOf = (transactionId: string, conflict: PosConflict): string =>
  [transactionId, conflict.kind, ...subjectOf(conflict)].join('.');

const subjectOf = (conflict: PosConflict): readonly string[] => {
  switch (conflict.kind) {
    case 'price_differs':
    case 'unknown_product':
      return [conflict.lineId];
    case 'content_differs':
      return [conflict.digest];
    case 'tender_refused':
      return [conflict.paymentId];
    case 'shift_closed':
      return [conflict.shiftId];
    case 'returned_before':
    case 'totals_differ':
    case 'customer_unknown':
      return [];
  }
};
