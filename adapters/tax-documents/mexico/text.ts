import { mulDivRound, type Minor } from '../../../domain/shared/money.ts';
import type { RatePpm } from '../../../domain/shared/policy.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';

/** Says what XML cannot hold, lone surrogates too; and the bar, which parts the fields of the cadena original. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|\|/gu;

/** Text as the SAT takes it: on one line, of at most so many characters. A dash if nothing is left. */
export const plainText = (text: string, length: number): string => {
  const clean = text.replaceAll(forbidden, ' ').replaceAll(/\s+/g, ' ').trim();
  return Array.from(clean).slice(0, length).join('').trim() || '-';
};

/** Millionths: the six decimals that the SAT's amounts may have at most. */
export type Millionths = number;

export const million = 1_000_000;

/** As a decimal with 6 places: `0.160000`. Of a rate, and of amounts in millionths. */
export const formatMillionths = (value: Millionths): string => {
  const digits = String(value).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
};

/** As a decimal without zeros that say nothing, but with at least two places: `3.33`, `2.873563`. */
export const formatPrice = (value: Millionths): string => formatMillionths(value).replace(/0{1,4}$/, '');

/** Says what one unit costs if so many cost `amount`. `scale` is how many minor units the currency's unit has. */
export const unitValue = (amount: Minor, quantity: Quantity, scale: number): Millionths =>
  mulDivRound(amount, (million / scale) * 1000, quantity);

/** Returns an amount without the tax that it contains. */
export const withoutTax = (amount: Minor, rate: RatePpm): Minor => mulDivRound(amount, million, million + rate);
