import assert from 'node:assert/strict';
import { OrderLineIndex } from '../../../../adapters/cli/import/order-line-index.ts';

const line = (lineId: string, quantity: number, unitPrice = 255) => {
  return { lineId, stockCode: '85123A', unitPrice, quantity };
};

const found = (index: OrderLineIndex, quantity: number, customer = 'c', price = 255) => {
  const match = index.match(customer, '85123A', price, quantity);
  return match && [match.orderId, match.lineId];
};

describe('import: matching of returns', () => {
  it('takes the latest order with enough left, and in it the first such line', () => {
    const index = new OrderLineIndex();
    index.add('c', 'first', [line('L1', 10)]);
    index.add('c', 'second', [line('L1', 2), line('L2', 5), line('L3', 5)]);
    assert.deepEqual(found(index, 3), ['second', 'L2']);
    assert.deepEqual(found(index, 3), ['second', 'L3']);
    assert.deepEqual(found(index, 3), ['first', 'L1']);
    assert.deepEqual(found(index, 2), ['second', 'L1']);
    assert.deepEqual(found(index, 8), undefined);
  });

  it('matches customer, stock code and price exactly', () => {
    const index = new OrderLineIndex();
    index.add('c', 'order', [line('L1', 10)]);
    assert.equal(found(index, 1, 'd'), undefined);
    assert.equal(found(index, 1, 'c', 254), undefined);
    assert.deepEqual(found(index, 1), ['order', 'L1']);
  });

  it('gives back what a refused return had taken', () => {
    const index = new OrderLineIndex();
    index.add('c', 'order', [line('L1', 10)]);
    index.match('c', '85123A', 255, 10)?.release();
    assert.deepEqual(found(index, 10), ['order', 'L1']);
  });
});
