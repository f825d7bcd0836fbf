import assert from 'node:assert/strict';
import { shifts } from '../../../domain/processes/shifts.ts';
import type { ShiftEntryRecorded } from '../../../domain/shift/events.ts';
import { shiftClosed } from '../pos/transactions.ts';
import { entryOf, hour } from '../shift/shifts.ts';
import { givenUp, sale, voidOfSale } from './sales.ts';

const recorded = (kind: 'sale' | 'void' | 'refund', late: boolean): ShiftEntryRecorded => ({
  type: 'ShiftEntryRecorded',
  data: {
    shiftId: 'shift-1',
    ...entryOf('pos-1.sale', kind, 9990),
    transactionId: 'pos-1',
    late,
    at: hour(13),
  },
});

describe('shifts process', () => {
  it('listens to sales, to their voids, and to what the shifts make of them', () => {
    assert.equal(shifts.name, 'shifts');
    assert.deepEqual(shifts.eventTypes, [
      'PosTransactionCompleted',
      'PosTransactionVoided',
      'PosItemsReturned',
      'ShiftEntryRecorded',
    ]);
  });

  it('enters a sale into its shift, with what stayed of each tender', () => {
    assert.deepEqual(shifts.react(sale()), [
      {
        aggregate: 'shift',
        id: 'shift-1',
        command: {
          type: 'RecordShiftEntry',
          shiftId: 'shift-1',
          entry: {
            entryId: 'pos-1.sale',
            kind: 'sale',
            transactionId: 'pos-1',
            total: 19_990,
            tax: 3192,
            discount: 4995,
            cashRounding: -5,
            tenders: [
              { method: 'card_local', amount: 4995 },
              { method: 'cash', amount: 14_990 },
            ],
          },
          at: sale().data.at,
        },
      },
    ]);
  });

  it('takes a void off the shift of the drawer that paid it back', () => {
    assert.deepEqual(shifts.react(voidOfSale()), [
      {
        aggregate: 'shift',
        id: 'shift-2',
        command: {
          type: 'RecordShiftEntry',
          shiftId: 'shift-2',
          entry: {
            entryId: 'pos-1.void',
            kind: 'void',
            transactionId: 'pos-1',
            total: -19_990,
            tax: -3192,
            discount: -4995,
            cashRounding: 5,
            tenders: [
              { method: 'card_local', amount: -4995 },
              { method: 'cash', amount: -14_990 },
            ],
          },
          at: voidOfSale().data.at,
        },
      },
    ]);
  });

  it('enters nothing for what was given up', () => {
    assert.deepEqual(shifts.react(givenUp()), []);
  });

  it('tells a sale that it, or what took some of it back, came too late', () => {
    const told = [{ aggregate: 'pos', id: 'pos-1', command: { ...shiftClosed, at: hour(13) } }];
    assert.deepEqual(shifts.react(recorded('sale', true)), told);
    assert.deepEqual(shifts.react(recorded('void', true)), told);
    assert.deepEqual(shifts.react(recorded('refund', true)), told);
    assert.deepEqual(shifts.react(recorded('sale', false)), []);
  });
});
