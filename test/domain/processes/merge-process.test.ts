import assert from 'node:assert/strict';
import type { CartMergedAway } from '../../../domain/cart/events.ts';
import { mergeProcess } from '../../../domain/processes/merge-process.ts';
import { closedCarts, item, minute } from '../cart/carts.ts';

describe('merge process', () => {
  it('listens to carts that were merged away alone', () => {
    assert.equal(mergeProcess.name, 'merge');
    assert.deepEqual(mergeProcess.subscribesTo, ['CartMergedAway']);
  });

  it('brings the lines to the cart that they went to', () => {
    const mergedAway = closedCarts().merged.find((event): event is CartMergedAway => event.type === 'CartMergedAway')!;
    assert.deepEqual(mergeProcess.react(mergedAway), [
      {
        aggregate: 'cart',
        id: 'cart-2',
        command: {
          type: 'MergeCart',
          fromCartId: 'cart-1',
          lines: [{ lineId: 'L1', ...item('mug') }],
          at: minute(5),
        },
      },
    ]);
  });
});
