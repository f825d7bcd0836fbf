import { currencyDecimals, type Currency, type Minor } from './money.ts';

/**
 * What a point is worth, in millionths of the currency's unit: 10000 is a hundredth, a percent back at a point a unit. 0, or at
 * least 1000, so that the points for any amount are a safe integer.
 */
export type PointValue = number;

const millionths = 1_000_000n;

/**
 * How many points pay an amount: so many that they are worth it, and with one fewer they would not be.
 * @returns undefined if points are worth nothing
 * @example at 10000, 9.99 GBP take 999 points, and 9990 CLP 999000
 */
export const pointsToPay = (amount: Minor, currency: Currency, value: PointValue): number | undefined => {
  if (value === 0) return undefined;
  // of one point, in millionths of the minor unit
  const worth = 10n ** BigInt(currencyDecimals[currency]) * BigInt(value);
  return Number((BigInt(amount) * millionths + worth - 1n) / worth);
};
