import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withinLimits } from '../../../../adapters/tax-documents/mexico/lines.ts';

const share = (base: number, tax: number, rate = 160_000) => ({ base, tax, rate });

describe('taxes within what the SAT takes of a base', () => {
  it('stay as they are if they are', () => {
    const shares = [share(10_000, 1_599), share(10_000, 1_601), share(10_000, 800, 80_000), share(500, 0, 0)];
    assert.deepEqual(withinLimits(shares), shares);
  });

  it('move to another line of the rate, before or behind', () => {
    assert.deepEqual(withinLimits([share(10_000, 1_602), share(10_000, 1_598)]), [
      share(10_000, 1_601),
      share(10_000, 1_599),
    ]);
    assert.deepEqual(withinLimits([share(10_000, 1_600), share(10_000, 1_602)]), [
      share(10_000, 1_601),
      share(10_000, 1_601),
    ]);
  });

  it('do not move to another rate, nor to where there is no base', () => {
    const stray = share(10_000, 1_605);
    assert.deepEqual(withinLimits([share(0, 0), share(10_000, 800, 80_000), stray]), [
      share(0, 0),
      share(10_000, 800, 80_000),
      stray,
    ]);
  });

  it('add up to the same, rate by rate', () => {
    const any = fc.record({
      base: fc.nat(1_000_000),
      tax: fc.nat(200_000),
      rate: fc.constantFrom(160_000, 80_000, 0),
    });
    fc.assert(
      fc.property(fc.array(any), (shares) => {
        const settled = withinLimits(shares);
        for (const rate of [160_000, 80_000, 0]) {
          const taxOf = (all: typeof settled): number =>
            all.filter((one) => one.rate === rate).reduce((sum, { tax }) => sum + tax, 0);
          assert.equal(taxOf(settled), taxOf(shares));
        }
        assert.deepEqual(
          settled.map(({ base, rate }) => ({ base, rate })),
          shares.map(({ base, rate }) => ({ base, rate })),
        );
      }),
    );
  });
});
