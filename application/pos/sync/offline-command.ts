import type { RecordOfflineSale, RecordOfflineVoid } from '../../../domain/pos/commands.ts';
import { quoteOfLines } from '../../../domain/pos/balance.ts';
import type { ProcessCommand } from '../../../domain/processes/reaction.ts';
import type { CloseShift } from '../../../domain/shift/commands.ts';
import { saleEntryId, voidEntryId } from '../../../domain/shift/events.ts';
import { sumConflicts } from './sum-conflicts.ts';
import type { OfflineRecord, OfflineClose, OfflineSale, OfflineVoid } from './offline-record.ts';

/** The one command on one aggregate that a record is. `digest` is of everything that the record says. */
export const offlineCommand = (tillId: string, record: OfflineRecord, digest: string): ProcessCommand => {
  switch (record.kind) {
    case 'shift_opened': {
      const { id: shiftId, localId, cashierId, currency, float, at } = record;
      const opening = { shiftId, tillId, localId, cashierId, currency, float, at };
      return { aggregate: 'shift', id: shiftId, command: { type: 'OpenShift', ...opening } };
    }
    case 'sale':
      return { aggregate: 'pos', id: record.id, command: saleOf(tillId, record, digest) };
    case 'void':
      return { aggregate: 'pos', id: record.id, command: voidOf(tillId, record) };
    case 'cash_movement': {
      const { id: movementId, shiftId, direction, amount, reason, cashierId: movedBy, at } = record;
      const movement = { shiftId, movementId, direction, amount, reason, movedBy, offline: true, at };
      return { aggregate: 'shift', id: shiftId, command: { type: 'MoveCash', ...movement } };
    }
    case 'shift_closed':
      return { aggregate: 'shift', id: record.id, command: closeOf(record) };
  }
};

/** What it comes to is worked out from its lines; where the till came to something else, that is a conflict. */
const saleOf = (tillId: string, record: OfflineSale, digest: string): RecordOfflineSale => {
  const { id: transactionId, shiftId, localId, cashierId, customerId, lines, tenders, cashRounding, at } = record;
  const quote = quoteOfLines(record);
  return {
    type: 'RecordOfflineSale',
    transactionId,
    tillId,
    shiftId,
    localId,
    cashierId,
    customerId,
    lines,
    quote,
    tenders,
    cashRounding,
    digest,
    conflicts: sumConflicts(record, quote),
    ...(record.taxReceiver && { personal: { taxReceiver: record.taxReceiver } }),
    at,
  };
};

const voidOf = (tillId: string, record: OfflineVoid): RecordOfflineVoid => {
  const { id: transactionId, shiftId, localId, cashierId, reason, approvedBy, at } = record;
  const till = { tillId, shiftId, localId, cashierId };
  return { type: 'RecordOfflineVoid', transactionId, ...till, reason, voidedBy: cashierId, approvedBy, at };
};

const closeOf = ({ id: shiftId, cashierId: closedBy, countedCash, counted, at }: OfflineClose): CloseShift => {
  const awaits = [...counted.sales.map(saleEntryId), ...counted.voids.map(voidEntryId), ...counted.movements];
  return { type: 'CloseShift', shiftId, closedBy, countedCash, awaits, at };
};
