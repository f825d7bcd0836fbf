import assert from 'node:assert/strict';
import fc from 'fast-check';
import { currencies, currencyDecimals, maxMinor } from '../../../../domain/shared/money.ts';
import { roundCash, pointsToPay } from '../../../../domain/shared/pricing/tender-amounts.ts';

describe('cash rounding', () => {
  it('of Chile goes to ten pesos, 1 to 5 down and 6 to 9 up', () => {
    const amounts = [0, 1, 5, 6, 10, 9990, 9991, 9995, 9996, 9999];
    assert.deepEqual(
      amounts.map((amount) => roundCash(amount, 'CLP')),
      [0, 0, 0, 10, 10, 9990, 9990, 9990, 10_000, 10_000],
    );
  });

  it('of Peru goes down to ten céntimos', () => {
    assert.deepEqual(
      [996, 557, 9, 10].map((amount) => roundCash(amount, 'PEN')),
      [990, 550, 0, 10],
    );
  });

  it('leaves other currencies as they are', () => {
    const others = currencies.filter((currency) => !['CLP', 'PEN'].includes(currency));
    for (const currency of others) assert.equal(roundCash(1234567, currency), 1234567, currency);
  });

  it('moves an amount by less than a coin, and what is rounded stays', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.constantFrom(...currencies), (amount, currency) => {
        const rounded = roundCash(amount, currency);
        assert.ok(Math.abs(rounded - amount) < 10);
        assert.equal(roundCash(rounded, currency), rounded);
      }),
    );
  });
});

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
