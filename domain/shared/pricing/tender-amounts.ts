import { currencyDecimals, type Currency, type Minor } from '../money.ts';

/** The smallest coin that is in use, and from which rest on an amount goes up to the next one. */
interface Coinage {
  readonly coin: Minor;
  /** `coin`: never, a rest is the shopper's. */
  readonly upFrom: Minor;
}

const coinages: Partial<Readonly<Record<Currency, Coinage>>> = {
  // Ley 20.956: to ten pesos, 1 to 5 down, 6 to 9 up
  CLP: { coin: 10, upFrom: 6 },
  // Ley 29571 art. 44, circular BCRP 0033-2018: to ten céntimos, in the consumer's favour
  PEN: { coin: 10, upFrom: 10 },
};

/**
 * What is paid in coins for `amount` (zero or more) that is due in cash. Of other currencies every amount can be paid.
 *
 * @example 9995 CLP are 9990, 9996 CLP are 10000; 9.96 PEN are 9.90.
 */
export const roundCash = (amount: Minor, currency: Currency): Minor => {
  const coinage = coinages[currency];
  if (coinage === undefined) return amount;
  const rest = amount % coinage.coin;
  return amount - rest + (rest >= coinage.upFrom ? coinage.coin : 0);
};

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
