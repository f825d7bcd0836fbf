import assert from 'node:assert/strict';
import { shiftsProcess } from '../../../domain/processes/shifts-process.ts';
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
    assert.equal(shiftsProcess.name, 'shifts');
    assert.deepEqual(shiftsProcess.subscribesTo, [
      'PosTransactionCompleted',
      'PosTransactionVoided',
      'PosItemsReturned',
      'ShiftEntryRecorded',
    ]);
  });

  it('enters a sale into its shift, with what stayed of each tender', () => {
    assert.deepEqual(shiftsProcess.react(sale()), [
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
    assert.deepEqual(shiftsProcess.react(voidOfSale()), [
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
    assert.deepEqual(shiftsProcess.react(givenUp()), []);
  });

  it('tells a sale that it, or what took some of it back, came too late', () => {
    const told = [{ aggregate: 'pos', id: 'pos-1', command: { ...shiftClosed, at: hour(13) } }];
    assert.deepEqual(shiftsProcess.react(recorded('sale', true)), told);
    assert.deepEqual(shiftsProcess.react(recorded('void', true)), told);
    assert.deepEqual(shiftsProcess.react(recorded('refund', true)), told);
    assert.deepEqual(shiftsProcess.react(recorded('sale', false)), []);
  });
});
