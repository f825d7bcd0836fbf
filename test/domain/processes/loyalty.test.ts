import assert from 'node:assert/strict';
import { loyalty } from '../../../domain/processes/loyalty.ts';
import { givenUp, sale, voidOfSale } from './sales.ts';

const points = { customerId: 'c-1', transactionId: 'pos-1', amount: 19_990, currency: 'CLP' };

describe('loyalty process', () => {
  it('listens to what earns points, or loses them', () => {
    assert.deepEqual(loyalty.eventTypes, ['PosTransactionCompleted', 'PosTransactionVoided', 'PosItemsReturned']);
  });

  it('adds points for what was bought, and takes them back with it', () => {
    assert.deepEqual(loyalty.react(sale()), { kind: 'add', ...points });
    assert.deepEqual(loyalty.react(voidOfSale()), { kind: 'take_back', ...points });
  });

  it('does nothing for nobody, for nothing, or for what was given up', () => {
    const { type, data } = sale();
    assert.equal(loyalty.react({ type, data: { ...data, customerId: null } }), undefined);
    const free = { ...data.quote, totals: { ...data.quote.totals, total: 0 } };
    assert.equal(loyalty.react({ type, data: { ...data, quote: free } }), undefined);
    assert.equal(loyalty.react(givenUp()), undefined);
  });
});
