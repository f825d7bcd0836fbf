import { currencyDecimals, formatMinor, type Currency, type Minor } from '../../../domain/shared/money.ts';
import type { RatePpm } from '../../../domain/shared/policy.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';

/** SUNAT's most decimals of a unit price. */
const priceDecimals = 10;

/** An amount of the document's currency as an element's content. */
export const amount = (minor: Minor, currency: Currency) => ({
  '@currencyID': currency,
  '#': formatMinor(minor, currency),
});

/** `numerator / denominator` with up to `decimals` places (at least two), rounded half up; neither is negative. */
const decimal = (numerator: bigint, denominator: bigint, decimals: number): string => {
  const scaled = (numerator * 10n ** BigInt(decimals) * 2n + denominator) / (denominator * 2n);
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '').padEnd(2, '0');
  return `${digits.slice(0, -decimals)}.${fraction}`;
};

/** What one unit costs, if `quantity` costs `total`: exact enough that price times quantity gives the total again. */
export const unitPrice = (total: Minor, quantity: Quantity, currency: Currency) => ({
  '@currencyID': currency,
  '#': decimal(BigInt(total) * 1000n, BigInt(quantity) * 10n ** BigInt(currencyDecimals[currency]), priceDecimals),
});

/** A rate in percent: `18.00`. */
export const percent = (rate: RatePpm): string => decimal(BigInt(rate), 10_000n, 4);
