import assert from 'node:assert/strict';
import { backoffMs } from '../../../application/resilience/retry.ts';

describe('a back-off', () => {
  it('doubles with every failure, up to the longest wait', () => {
    const waits = [1, 2, 3, 4, 5, 60].map((failures) => backoffMs({ firstMs: 50, longestMs: 500 }, failures));
    assert.deepEqual(waits, [50, 100, 200, 400, 500, 500]);
  });
});
