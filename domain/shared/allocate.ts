import { mulDivRound } from './money.ts';

/**
 * Splits `total` over `weights` by largest remainder: the parts add up to `total` exactly, each within one unit of its
 * exact share; equal remainders go to the earlier part. 1000 over 5000/3000/3000 gives 454/273/273. All weights zero:
 * the first part takes everything.
 *
 * @param total minor units, zero or more
 * @param weights zero or more each, at least one
 */
export const allocate = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const shares = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, floor: Number(product / BigInt(sum)), remainder: Number(product % BigInt(sum)) };
  });
  const left = total - shares.reduce((a, share) => a + share.floor, 0);
  const parts = shares.map((share) => share.floor);
  // a stable sort: equal remainders stay in order
  const byRemainder = shares.toSorted((a, b) => b.remainder - a.remainder);
  for (const share of byRemainder.slice(0, left)) parts[share.index] = share.floor + 1;
  return parts;
};

/**
 * The share of `total` that `taken` more out of `whole` carry, when `before` of them were taken already. Any sequence
 * that takes the whole adds up to `total` exactly; 1000 over 3 units gives 334, 333, 333.
 */
export const shareOf = (total: number, whole: number, before: number, taken: number): number =>
  ceilShare(total, before + taken, whole) - ceilShare(total, before, whole);

const ceilShare = (total: number, part: number, whole: number): number => {
  const nearest = mulDivRound(total, part, whole);
  return BigInt(nearest) * BigInt(whole) < BigInt(total) * BigInt(part) ? nearest + 1 : nearest;
};
