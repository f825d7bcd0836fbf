import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  currencies,
  currencyDecimals,
  extend,
  formatMinor,
  maxMinor,
  mulDivRound,
  parseMinor,
  toWire,
} from '../../../domain/shared/money.ts';

const exactly = (a: number, b: number, divisor: number): number => {
  const product = BigInt(a) * BigInt(b);
  const magnitude = product < 0n ? -product : product;
  const by = BigInt(divisor);
  const quotient = magnitude / by + ((magnitude % by) * 2n >= by ? 1n : 0n);
  return Number(product < 0n ? -quotient : quotient);
};

describe('money', () => {
  describe('parseMinor', () => {
    it('reads decimals with the decimals of the currency', () => {
      assert.equal(parseMinor('125.50', 'USD'), 12550);
      assert.equal(parseMinor(125.5, 'USD'), 12550);
      assert.equal(parseMinor('0.07', 'USD'), 7);
      assert.equal(parseMinor('50.00', 'CLP'), 50);
      assert.equal(parseMinor(9990, 'CLP'), 9990);
      assert.equal(parseMinor('-3.10', 'GBP'), -310);
    });

    it('gives a plain zero for minus zero', () => {
      assert.ok(Object.is(parseMinor('-0.00', 'USD'), 0));
    });

    it('refuses more decimals than the currency has', () => {
      assert.equal(parseMinor('1.005', 'USD'), undefined);
      assert.equal(parseMinor('0.5', 'CLP'), undefined);
    });

    it('refuses what is no plain decimal', () => {
      for (const text of ['', '.5', '5.', '1e3', '+1', ' 1', '1 ', '1,50', '0x10', 'NaN', '--1', '1234567890123456']) {
        assert.equal(parseMinor(text, 'USD'), undefined, text);
      }
    });

    it('takes amounts up to the largest, of either sign', () => {
      assert.equal(parseMinor('10000000000.00', 'USD'), maxMinor);
      assert.equal(parseMinor('-10000000000.00', 'USD'), -maxMinor);
      assert.equal(parseMinor('10000000000.01', 'USD'), undefined);
    });
  });

  describe('formatMinor', () => {
    it('writes all decimals of the currency', () => {
      assert.equal(formatMinor(12550, 'USD'), '125.50');
      assert.equal(formatMinor(7, 'USD'), '0.07');
      assert.equal(formatMinor(0, 'USD'), '0.00');
      assert.equal(formatMinor(-310, 'GBP'), '-3.10');
      assert.equal(formatMinor(-5, 'CLP'), '-5');
    });

    it('is undone by parseMinor, as text and on the wire', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: -maxMinor, max: maxMinor }),
          fc.constantFrom(...currencies),
          (minor, currency) => {
            assert.equal(parseMinor(formatMinor(minor, currency), currency), minor);
            assert.equal(parseMinor(toWire(minor, currency), currency), minor);
          },
        ),
      );
    });
  });

  it('knows the currencies without decimals', () => {
    assert.deepEqual(
      currencies.filter((currency) => currencyDecimals[currency] === 0),
      ['CLP', 'PYG'],
    );
  });

  describe('mulDivRound', () => {
    it('rounds half away from zero', () => {
      assert.equal(mulDivRound(5, 1, 2), 3);
      assert.equal(mulDivRound(-5, 1, 2), -3);
      assert.equal(mulDivRound(4, 1, 3), 1);
      assert.equal(mulDivRound(5, 1, 3), 2);
      assert.equal(mulDivRound(0, 7, 3), 0);
    });

    it('never gives a minus zero, which JSON cannot tell', () => {
      assert.ok(Object.is(mulDivRound(-1, 1, 3), 0));
    });

    it('is exact where doubles are not', () => {
      assert.equal(mulDivRound(999_999_999_999, 999_999_999, 1_000_000_000), 999_999_998_999);
      assert.equal(mulDivRound(-999_999_999_999, 999_999_999, 1_000_000_000), -999_999_998_999);
    });

    it('agrees with integer arithmetic for any operands, around the end of the fast path too', () => {
      const operand = fc.oneof(
        fc.integer({ min: -maxMinor, max: maxMinor }),
        fc.integer({ min: 2 ** 25, max: 2 ** 27 }),
        fc.integer({ min: -100, max: 100 }),
      );
      fc.assert(
        fc.property(operand, operand, fc.integer({ min: 1, max: 2_000_000 }), (a, b, divisor) => {
          assert.equal(mulDivRound(a, b, divisor), exactly(a, b, divisor));
        }),
        { numRuns: 1000 },
      );
    });
  });

  it('extends a unit price by a quantity in thousandths', () => {
    assert.equal(extend(199, 3000), 597);
    assert.equal(extend(1990, 350), 697);
    assert.equal(extend(1, 500), 1);
    assert.equal(extend(1, 499), 0);
  });
});
