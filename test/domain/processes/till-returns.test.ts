import assert from 'node:assert/strict';
import { credit } from '../../../domain/processes/credit.ts';
import { inventory } from '../../../domain/processes/inventory.ts';
import { loyalty } from '../../../domain/processes/loyalty.ts';
import { shifts } from '../../../domain/processes/shifts.ts';
import { tillDocuments } from '../../../domain/processes/documents.ts';
import { returnOfSale } from './sales.ts';

describe('goods that come back to a till', () => {
  it('are taken in by its store, those that can be sold again', () => {
    assert.deepEqual(inventory.react(returnOfSale(), 'e-1'), [
      {
        kind: 'add',
        referenceId: 'pos-1',
        reason: 'pos_return',
        localId: 'store-1',
        lines: [{ variantId: 'variant-L1', quantity: 1000 }],
        idempotencyKey: 'e-1',
      },
    ]);
    assert.deepEqual(inventory.react(returnOfSale('cash', false), 'e-1'), []);
  });

  it('are a refund in the shift of the drawer that pays, rounded as it was paid', () => {
    assert.deepEqual(shifts.react(returnOfSale()), [
      {
        aggregate: 'shift',
        id: 'shift-2',
        command: {
          type: 'RecordShiftEntry',
          shiftId: 'shift-2',
          entry: {
            entryId: 'pos-1/pos-1.R1.return',
            kind: 'refund',
            transactionId: 'pos-1',
            total: -7493,
            tax: -1197,
            discount: -2498,
            cashRounding: 3,
            tenders: [{ method: 'cash', amount: -7490 }],
          },
          at: returnOfSale().data.at,
        },
      },
    ]);
  });

  it('lose the points that they earned, in whole units, under the return’s own name', () => {
    const lost = { kind: 'take_back', customerId: 'c-1', transactionId: 'pos-1/pos-1.R1' };
    const { type, data } = returnOfSale();
    assert.deepEqual(loyalty.react({ type, data }), { ...lost, amount: 7493, currency: 'CLP' });
    // of 10.00 were kept 3.01: of 10 points 3
    const usd = { ...data, currency: 'USD', total: 699, left: 301 } as const;
    assert.deepEqual(loyalty.react({ type, data: usd }), { ...lost, amount: 700, currency: 'USD' });
    assert.equal(loyalty.react({ type, data: { ...usd, total: 1, left: 301 } }), undefined);
    assert.equal(loyalty.react({ type, data: { ...data, customerId: null } }), undefined);
  });

  it('are paid for in store credit, if so agreed, on the customer’s account', () => {
    assert.deepEqual(credit.react(returnOfSale()), []);
    assert.deepEqual(credit.react(returnOfSale('store_credit')), [
      {
        aggregate: 'credit',
        id: 'CLP.customer.c-1',
        command: {
          type: 'IssueCredit',
          creditAccountId: 'CLP.customer.c-1',
          customerId: 'c-1',
          currency: 'CLP',
          creditId: 'pos-1/pos-1.R1',
          amount: 7493,
          orderId: 'pos-1',
          returnId: 'pos-1.R1',
          at: returnOfSale().data.at,
        },
      },
    ]);
    const { type, data } = returnOfSale('store_credit');
    const refund = { ...data.refund, amount: 0 };
    assert.deepEqual(credit.react({ type, data: { ...data, refund } }), []);
  });

  it('are documented', () => {
    assert.deepEqual(tillDocuments.react(returnOfSale()), {
      cause: { kind: 'return', lines: [{ line: 'L1', quantity: 1000, amount: 7493 }], amount: 7493 },
      currency: 'CLP',
      receiver: null,
    });
    const { type, data } = returnOfSale();
    assert.equal(tillDocuments.react({ type, data: { ...data, total: 0 } }), undefined);
  });
});
