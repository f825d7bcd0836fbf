import assert from 'node:assert/strict';
import fc from 'fast-check';
import { payableWith, pointsToPay } from '../../../domain/shared/loyalty-points.ts';
import { currencies } from '../../../domain/shared/money.ts';

const hundredth = 10_000;

describe('loyalty points as payment', () => {
  it('pay a hundredth of a unit each, or whatever the tenant says', () => {
    assert.equal(pointsToPay(999, 'GBP', hundredth), 999);
    assert.equal(pointsToPay(9990, 'CLP', hundredth), 999_000);
    assert.equal(pointsToPay(9990, 'CLP', 1_000_000), 9990);
    assert.equal(pointsToPay(999, 'GBP', 3_000_000), 4);
    assert.equal(payableWith(1250, 'GBP', hundredth), 1250);
    assert.equal(payableWith(1250, 'CLP', hundredth), 12);
    assert.equal(payableWith(7, 'GBP', 3_000_000), 2100);
  });

  it('pay nothing where they are worth nothing, or are owed', () => {
    assert.equal(pointsToPay(1, 'GBP', 0), undefined);
    assert.equal(payableWith(1250, 'GBP', 0), 0);
    assert.equal(payableWith(-1, 'GBP', hundredth), 0);
  });

  it('pay an amount with no fewer than it takes, and never more than they are worth', () => {
    const currency = fc.constantFrom(...currencies);
    const value = fc.integer({ min: 1, max: 5_000_000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), currency, value, (amount, of, worth) => {
        const points = pointsToPay(amount, of, worth) ?? 0;
        assert.ok(payableWith(points, of, worth) >= amount);
        assert.ok(payableWith(points - 1, of, worth) < amount);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), currency, value, (points, of, worth) => {
        assert.ok((pointsToPay(payableWith(points, of, worth), of, worth) ?? 0) <= points);
      }),
    );
  });
});
