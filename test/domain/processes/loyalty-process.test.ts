import assert from 'node:assert/strict';
import { loyaltyEvents, loyaltyInstruction } from '../../../domain/processes/loyalty-process.ts';
import { givenUp, sale, voidOfSale } from './sales.ts';

const points = { customerId: 'c-1', transactionId: 'pos-1', amount: 19_990, currency: 'CLP' };

describe('loyalty process', () => {
  it('listens to what earns points, or loses them', () => {
    assert.deepEqual(loyaltyEvents, ['PosTransactionCompleted', 'PosTransactionVoided', 'PosItemsReturned']);
  });

  it('adds points for what was bought, and takes them back with it', () => {
    assert.deepEqual(loyaltyInstruction(sale()), { kind: 'add', ...points });
    assert.deepEqual(loyaltyInstruction(voidOfSale()), { kind: 'take_back', ...points });
  });

  it('does nothing for nobody, for nothing, or for what was given up', () => {
    const { type, data } = sale();
    assert.equal(loyaltyInstruction({ type, data: { ...data, customerId: null } }), undefined);
    const free = { ...data.quote, totals: { ...data.quote.totals, total: 0 } };
    assert.equal(loyaltyInstruction({ type, data: { ...data, quote: free } }), undefined);
    assert.equal(loyaltyInstruction(givenUp()), undefined);
  });
});
