import { currencyDecimals, type Minor } from '../../../domain/shared/money.ts';
import type { PeruvianCurrency } from './catalogues.ts';

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

/** A whole number below a billion (10¹²) in Spanish words. */
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

/** The amount as legend 1000 wants it: `SON CIENTO DIECIOCHO CON 50/100 SOLES`. */
export const amountInWords = (minor: Minor, currency: PeruvianCurrency): string => {
  const unit = 10 ** currencyDecimals[currency];
  const cents = String(minor % unit).padStart(2, '0');
  return `SON ${inWords(Math.floor(minor / unit))} CON ${cents}/100 ${currencyNames[currency]}`;
};
