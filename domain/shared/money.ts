import { reject, type Refusal } from './decider.ts';
import type { Quantity } from './quantity.ts';

/** Decimals of each supported ISO 4217 currency. CLP and PYG have none. */
export const currencyDecimals = {
  ARS: 2,
  BRL: 2,
  CLP: 0,
  COP: 2,
  EUR: 2,
  GBP: 2,
  MXN: 2,
  PEN: 2,
  PYG: 0,
  USD: 2,
  UYU: 2,
} as const;

/** ISO 4217 alphabetic code. */
export type Currency = keyof typeof currencyDecimals;

export const currencies = Object.keys(currencyDecimals) as Currency[];

/** An amount in the currency's minor unit (cents; whole pesos for CLP): a safe integer, never a fraction. */
export type Minor = number;

/** The largest amount accepted anywhere: far above any order, far below where integers stop being exact. */
export const maxMinor: Minor = 1_000_000_000_000;

/** Whether it can be what something costs or comes to: whole minor units, zero or more. */
export const isAmount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const decimalPattern = /^(-?)(\d{1,15})(?:\.(\d+))?$/;

/**
 * Reads a decimal (`"125.50"`, `125.5`) as minor units; undefined if it is no plain decimal, has more decimals than
 * the currency, or exceeds {@link maxMinor}. Trailing zeros are fine: `"50.00"` is 50 CLP.
 */
export const parseMinor = (value: string | number, currency: Currency): Minor | undefined => {
  const match = decimalPattern.exec(String(value));
  if (match === null) return undefined;
  const decimals = currencyDecimals[currency];
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return undefined;
  const minor = Number(`${match[2] ?? ''}${fraction.padEnd(decimals, '0')}`);
  if (minor > maxMinor) return undefined;
  return match[1] === '-' && minor !== 0 ? -minor : minor;
};

/** Minor units as a decimal string with all of the currency's decimals: `"125.50"`, `"9990"`. */
export const formatMinor = (minor: Minor, currency: Currency): string => {
  const decimals = currencyDecimals[currency];
  if (decimals === 0) return String(minor);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

/** Minor units as the JSON number of the wire (`125.5`): the nearest double, exact to the cent when printed. */
export const toWire = (minor: Minor, currency: Currency): number => Number(formatMinor(minor, currency));

/** `a * b / divisor`, rounded half away from zero, exact for any safe integers. `divisor` is positive. */
export const mulDivRound = (a: number, b: number, divisor: number): number => {
  const product = a * b;
  if (Number.isSafeInteger(product)) {
    const magnitude = Math.abs(product);
    const remainder = magnitude % divisor;
    const quotient = (magnitude - remainder) / divisor + (remainder * 2 >= divisor ? 1 : 0);
    return product < 0 ? 0 - quotient : quotient; // not -quotient: there is no minus zero in JSON
  }
  const big = BigInt(a) * BigInt(b);
  const magnitude = big < 0n ? -big : big;
  const by = BigInt(divisor);
  const quotient = (magnitude * 2n + by) / (by * 2n);
  return Number(big < 0n ? -quotient : quotient);
};

/** Unit price times quantity (in thousandths), rounded half away from zero to the minor unit. */
export const extend = (unitPrice: Minor, quantity: Quantity): Minor => mulDivRound(unitPrice, quantity, 1000);

/** Adds up; 0 for none. */
export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Refuses money that could not move (`invalid_amount`): it is a whole number of minor units above zero. */
export const checkAmount = (amount: Minor): Refusal | undefined =>
  Number.isSafeInteger(amount) && amount > 0
    ? undefined
    : reject('rule', 'invalid_amount', 'give an amount above zero', { amount });
