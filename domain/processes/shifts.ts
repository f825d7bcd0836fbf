import type { PosTender } from '../pos/events.ts';
import { conflictIdOf, returnKey } from '../pos/ids.ts';
import { returnEntryId, saleEntryId, voidEntryId, type ShiftEntry } from '../shift/events.ts';
import { commanding, type EventNamed, type ProcessCommand } from './reaction.ts';

/** Sales and what takes them back come into the shift of the drawer that moved; what comes too late is recorded at the sale. */
export const shifts = {
  name: 'shifts',
  ...commanding({
    PosTransactionCompleted: (event) => [entered(event, saleOf(event))],
    PosTransactionVoided: (event) => (event.data.wasCompleted ? [entered(event, voidOf(event))] : []),
    PosItemsReturned: (event) => [entered(event, refundOf(event))],
    /** The transaction keeps what people should look at. */
    ShiftEntryRecorded: ({ data: { transactionId, shiftId, late, at } }) => {
      if (!late) return [];
      const conflict = { kind: 'shift_closed', shiftId } as const;
      const conflictId = conflictIdOf(transactionId, conflict);
      return [
        { aggregate: 'pos', id: transactionId, command: { type: 'RecordPosConflict', conflictId, conflict, at } },
      ];
    },
  }),
};

/** The talk between a till and its shifts: one that the till was given to opens; what opens and closes is recorded at the till. */
export const tills = {
  name: 'tills',
  ...commanding({
    TillShiftBegun: ({ data: { origin, ...opening } }) => {
      const command = { type: 'OpenShift', ...opening } as const;
      return origin === 'online' ? [{ aggregate: 'shift', id: opening.shiftId, command }] : [];
    },
    ShiftOpened: ({ data }) => [
      { aggregate: 'till', id: data.tillId, command: { type: 'RecordTillShiftOpened', ...data } },
    ],
    ShiftClosed: ({ data: { tillId, shiftId, openedAt, at } }) => [
      { aggregate: 'till', id: tillId, command: { type: 'RecordTillShiftClosed', tillId, shiftId, openedAt, at } },
    ],
  }),
};

const entered = (
  { data: { shiftId, at } }: EventNamed<'PosTransactionCompleted' | 'PosTransactionVoided' | 'PosItemsReturned'>,
  entry: ShiftEntry,
): ProcessCommand => ({ aggregate: 'shift', id: shiftId, command: { type: 'RecordShiftEntry', shiftId, entry, at } });

const saleOf = ({ data }: EventNamed<'PosTransactionCompleted'>): ShiftEntry => {
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

const voidOf = ({ data }: EventNamed<'PosTransactionVoided'>): ShiftEntry => ({
  entryId: voidEntryId(data.transactionId),
  kind: 'void',
  transactionId: data.transactionId,
  total: minus(data.total),
  tax: minus(data.tax),
  discount: minus(data.discount),
  cashRounding: minus(data.cashRounding),
  tenders: data.tenders.map(amountOf).map(({ method, amount }) => ({ method, amount: minus(amount) })),
});

const refundOf = ({ data }: EventNamed<'PosItemsReturned'>): ShiftEntry => ({
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
