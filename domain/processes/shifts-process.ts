import { conflictIdOf, returnKey } from '../pos/ids.ts';
import type { PosItemsReturned, PosTender, PosTransactionCompleted, PosTransactionVoided } from '../pos/events.ts';
import { type ShiftEntry, type ShiftEntryRecorded, returnEntryId, saleEntryId, voidEntryId } from '../shift/events.ts';
import type { Process, ProcessCommand } from './process.ts';

type ShiftsEvent = PosTransactionCompleted | PosTransactionVoided | PosItemsReturned | ShiftEntryRecorded;

/** Sales and what takes them back come into the shift of the drawer that moved; what comes too late is told to the sale. */
export const shiftsProcess: Process<ShiftsEvent> = {
  name: 'shifts',
  subscribesTo: ['PosTransactionCompleted', 'PosTransactionVoided', 'PosItemsReturned', 'ShiftEntryRecorded'],
  react: (event) => reactions(event),
};

const reactions = (event: ShiftsEvent): readonly ProcessCommand[] => {
  switch (event.type) {
    case 'PosTransactionCompleted':
      return [record(event, saleOf(event))];
    case 'PosTransactionVoided':
      return event.data.wasCompleted ? [record(event, voidOf(event))] : [];
    case 'PosItemsReturned':
      return [record(event, refundOf(event))];
    case 'ShiftEntryRecorded':
      return event.data.late ? [tellSale(event)] : [];
  }
};

const record = (
  { data: { shiftId, at } }: PosTransactionCompleted | PosTransactionVoided | PosItemsReturned,
  entry: ShiftEntry,
): ProcessCommand => ({ aggregate: 'shift', id: shiftId, command: { type: 'RecordShiftEntry', shiftId, entry, at } });

const saleOf = ({ data }: PosTransactionCompleted): ShiftEntry => {
  const { transactionId, cashRounding } = data;
  const { total, tax, discount } = data.quote.totals;
  const tenders = data.tenders.map(amountOf);
  return {
    entryId: saleEntryId(transactionId),
    kind: 'sale',
    transactionId,
    total,
    tax,
    discount,
    cashRounding,
    tenders,
  };
};

const voidOf = ({ data }: PosTransactionVoided): ShiftEntry => ({
  entryId: voidEntryId(data.transactionId),
  kind: 'void',
  transactionId: data.transactionId,
  total: minus(data.total),
  tax: minus(data.tax),
  discount: minus(data.discount),
  cashRounding: minus(data.cashRounding),
  tenders: data.tenders.map(amountOf).map(({ method, amount }) => ({ method, amount: minus(amount) })),
});

const refundOf = ({ data }: PosItemsReturned): ShiftEntry => ({
  entryId: returnEntryId(returnKey(data.transactionId, data.returnId)),
  kind: 'refund',
  transactionId: data.transactionId,
  total: minus(data.total),
  tax: minus(data.tax),
  discount: minus(data.discount),
  cashRounding: minus(data.cashRounding),
  tenders: [{ method: data.refund.method, amount: minus(data.refund.amount) }],
});

const amountOf = ({ method, amount }: PosTender): ShiftEntry['tenders'][number] => ({ method, amount });

/** There is no minus zero in JSON. */
const minus = (amount: number): number => 0 - amount;

/** The transaction keeps what people should look at. */
const tellSale = ({ data: { transactionId, shiftId, at } }: ShiftEntryRecorded): ProcessCommand => {
  const conflict = { kind: 'shift_closed', shiftId } as const;
  const conflictId = conflictIdOf(transactionId, conflict);
  return { aggregate: 'pos', id: transactionId, command: { type: 'RecordPosConflict', conflictId, conflict, at } };
};
