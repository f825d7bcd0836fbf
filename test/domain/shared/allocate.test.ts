import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allocate, shareOf } from '../../../domain/shared/allocate.ts';
import { maxMinor, sum } from '../../../domain/shared/money.ts';
import { maxQuantity } from '../../../domain/shared/quantity.ts';

const amount = fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: maxMinor }));

describe('allocate', () => {
  it('gives the largest remainders what is left', () => {
    assert.deepEqual(allocate(1000, [5000, 3000, 3000]), [454, 273, 273]);
    assert.deepEqual(allocate(100, [1, 1, 4]), [17, 17, 66]);
    assert.deepEqual(allocate(10, [1, 2]), [3, 7]);
  });

  it('gives equal remainders to the earlier part', () => {
    assert.deepEqual(allocate(1, [1, 1, 1]), [1, 0, 0]);
    assert.deepEqual(allocate(2, [1, 1, 1]), [1, 1, 0]);
  });

  it('gives all to the first part if nothing weighs anything', () => {
    assert.deepEqual(allocate(7, [0, 0]), [7, 0]);
  });

  it('adds up, stays within a unit of the exact share, and gives nothing to what weighs nothing', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 30 }), (total, weights) => {
        const parts = allocate(total, weights);
        assert.equal(parts.length, weights.length);
        assert.equal(sum(parts), total);
        const whole = BigInt(sum(weights));
        if (whole === 0n) return;
        parts.forEach((part, index) => {
          const apart = BigInt(part) * whole - BigInt(total) * BigInt(weights[index]!);
          assert.ok(-whole < apart && apart < whole, `part ${index} is ${part}`);
        });
      }),
    );
  });
});

describe('shareOf', () => {
  it('gives earlier units the rest', () => {
    assert.deepEqual(
      [0, 1, 2].map((before) => shareOf(1000, 3, before, 1)),
      [334, 333, 333],
    );
  });

  it('takes exact shares as they are', () => {
    assert.equal(shareOf(1000, 4, 1, 2), 500);
  });

  it('adds up over any sequence of takes of any fraction', () => {
    const quantity = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: maxQuantity }));
    fc.assert(
      fc.property(amount, quantity, fc.array(fc.nat(), { maxLength: 20 }), (total, whole, cuts) => {
        const marks = [0, ...cuts.map((cut) => cut % whole).sort((a, b) => a - b), whole];
        const shares = marks.slice(1).map((mark, index) => shareOf(total, whole, marks[index]!, mark - marks[index]!));
        assert.equal(sum(shares), total);
        assert.ok(
          shares.every((share) => share >= 0),
          shares.join(', '),
        );
      }),
    );
  });
});
