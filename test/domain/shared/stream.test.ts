import assert from 'node:assert/strict';
import { parseStreamName, streamName } from '../../../domain/shared/stream.ts';

describe('stream names', () => {
  it('name category, organisation and id', () => {
    assert.equal(streamName('order', 'demo', '0198c0de'), 'order-demo/0198c0de');
  });

  it('come apart again, whatever dashes and slashes organisation and id hold', () => {
    assert.deepEqual(parseStreamName('cart-north-shop/a/b-c'), {
      category: 'cart',
      organizationId: 'north-shop',
      id: 'a/b-c',
    });
  });

  it('are undefined for a stream that is none of ours', () => {
    for (const stream of ['', 'order', 'order-demo', '-demo/1', 'a/b-c', 'order/demo']) {
      assert.equal(parseStreamName(stream), undefined, stream);
    }
  });

  it('may have the shortest category', () => {
    assert.deepEqual(parseStreamName('a-/'), { category: 'a', organizationId: '', id: '' });
  });
});
