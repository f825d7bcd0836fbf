import assert from 'node:assert/strict';
import fc from 'fast-check';
import { currencies } from '../../../../domain/shared/money.ts';
import { roundCash } from '../../../../domain/shared/pricing/cash-rounding.ts';

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
