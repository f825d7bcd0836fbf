import { peru } from '../../../domain/tax-document/regimes/peru.ts';
import { clockOf } from '../clock.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { currencyDecimals, formatMinor, type Currency, type Minor } from '../../../domain/shared/money.ts';
import type { RatePpm } from '../../../domain/shared/policy.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';
import type { PeruvianCurrency } from './catalogues.ts';

const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u{FFFE}\u{FFFF}]+/gu;

/**
 * Text as SUNAT takes it: on one line, without what XML cannot hold, no longer than `longest` characters and not split within
 * one. `otherwise` stands in for a text that says nothing.
 */
export const plainText = (text: string, longest: number, otherwise = '-'): string => {
  const clean = Array.from(text.replaceAll(unprintable, ' ').replaceAll(/ {2,}/g, ' ').trim())
    .slice(0, longest)
    .join('')
    .trim();
  return clean === '' ? otherwise : clean;
};

const clock = clockOf(peru.timeZone);

/** Shows an instant as Peru's calendar and clocks do. */
export const limaTime = (instant: Instant): { readonly date: string; readonly time: string } => {
  const [date = '', time = ''] = clock(instant).split('T');
  return { date, time };
};

const day = 24 * 3_600_000;

/** Says the calendar date that many days later. */
export const daysAfter = (instant: Instant, days: number): string =>
  limaTime(new Date(Date.parse(instant) + days * day).toISOString()).date;

/** SUNAT's most decimals of a unit price. */
const priceDecimals = 10;

/** Returns an amount of the document's currency as an element's content. */
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

/** Says what one unit costs, if `quantity` costs `total`: exact enough that price times quantity gives the total again. */
export const unitPrice = (total: Minor, quantity: Quantity, currency: Currency) => ({
  '@currencyID': currency,
  '#': decimal(BigInt(total) * 1000n, BigInt(quantity) * 10n ** BigInt(currencyDecimals[currency]), priceDecimals),
});

/** Returns a rate in percent: `18.00`. */
export const percent = (rate: RatePpm): string => decimal(BigInt(rate), 10_000n, 4);

const upToTwentyNine = (
  'CERO UNO DOS TRES CUATRO CINCO SEIS SIETE OCHO NUEVE DIEZ ONCE DOCE TRECE CATORCE QUINCE DIECISÉIS DIECISIETE ' +
  'DIECIOCHO DIECINUEVE VEINTE VEINTIUNO VEINTIDÓS VEINTITRÉS VEINTICUATRO VEINTICINCO VEINTISÉIS VEINTISIETE ' +
  'VEINTIOCHO VEINTINUEVE'
).split(' ');

const tens = '- - - TREINTA CUARENTA CINCUENTA SESENTA SETENTA OCHENTA NOVENTA'.split(' ');

const hundreds =
  '- CIENTO DOSCIENTOS TRESCIENTOS CUATROCIENTOS QUINIENTOS SEISCIENTOS SETECIENTOS OCHOCIENTOS NOVECIENTOS'.split(' ');

const wordOf = (list: readonly string[], index: number): string => list[index] ?? '';

const belowHundred = (value: number): string => {
  if (value < 30) return wordOf(upToTwentyNine, value);
  const [ten, unit] = [wordOf(tens, Math.floor(value / 10)), value % 10];
  return unit === 0 ? ten : `${ten} Y ${wordOf(upToTwentyNine, unit)}`;
};

const belowThousand = (value: number): string => {
  if (value < 100) return belowHundred(value);
  if (value === 100) return 'CIEN';
  return join(wordOf(hundreds, Math.floor(value / 100)), value % 100, belowHundred);
};

const belowMillion = (value: number): string => {
  if (value < 1000) return belowThousand(value);
  const thousands = Math.floor(value / 1000);
  return join(thousands === 1 ? 'MIL' : `${beforeNoun(belowThousand(thousands))} MIL`, value % 1000, belowThousand);
};

/** Returns a whole number below a billion (10¹²) in Spanish words. */
const inWords = (value: number): string => {
  if (value < 1_000_000) return belowMillion(value);
  const millions = Math.floor(value / 1_000_000);
  const head = millions === 1 ? 'UN MILLÓN' : `${beforeNoun(belowMillion(millions))} MILLONES`;
  return join(head, value % 1_000_000, belowMillion);
};

const join = (head: string, rest: number, words: (value: number) => string): string =>
  rest === 0 ? head : `${head} ${words(rest)}`;

/** `uno` loses its end before a noun: `veintiún mil`, `treinta y un millones`. */
const beforeNoun = (words: string): string => words.replace(/VEINTIUNO$/, 'VEINTIÚN').replace(/UNO$/, 'UN');

const currencyNames: Readonly<Record<PeruvianCurrency, string>> = { PEN: 'SOLES', USD: 'DÓLARES AMERICANOS' };

/** Returns the amount as legend 1000 wants it: `SON CIENTO DIECIOCHO CON 50/100 SOLES`. */
export const amountInWords = (minor: Minor, currency: PeruvianCurrency): string => {
  const unit = 10 ** currencyDecimals[currency];
  const cents = String(minor % unit).padStart(2, '0');
  return `SON ${inWords(Math.floor(minor / unit))} CON ${cents}/100 ${currencyNames[currency]}`;
};
