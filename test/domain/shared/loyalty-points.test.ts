import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pointsToPay } from '../../../domain/shared/loyalty-points.ts';
import { currencies, currencyDecimals, maxMinor } from '../../../domain/shared/money.ts';

const hundredth = 10_000;

describe('loyalty points as payment', () => {
  it('pay a hundredth of a unit each, or whatever the tenant says', () => {
    assert.equal(pointsToPay(999, 'GBP', hundredth), 999);
    assert.equal(pointsToPay(9990, 'CLP', hundredth), 999_000);
    assert.equal(pointsToPay(9990, 'CLP', 1_000_000), 9990);
    assert.equal(pointsToPay(999, 'GBP', 3_000_000), 4);
  });

  it('pay nothing where they are worth nothing', () => {
    assert.equal(pointsToPay(1, 'GBP', 0), undefined);
  });

  it('pay an amount with as many as are worth it, and with one fewer it would not be paid', () => {
    const amounts = fc.integer({ min: 1, max: maxMinor });
    const values = fc.integer({ min: 1000, max: 5_000_000 });
    fc.assert(
      fc.property(amounts, fc.constantFrom(...currencies), values, (amount, currency, value) => {
        const points = pointsToPay(amount, currency, value) ?? 0;
        fc.pre(Number.isSafeInteger(points));
        assert.ok(Number.isSafeInteger(points));
        const due = BigInt(amount) * 1_000_000n;
        const worth = BigInt(value) * 10n ** BigInt(currencyDecimals[currency]);
        assert.ok(BigInt(points) * worth >= due);
        assert.ok(BigInt(points - 1) * worth < due);
      }),
    );
  });
});
