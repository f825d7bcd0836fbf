import { currencies, parseMinor, type Currency, type Minor } from '../../domain/shared/money.ts';
import type { Address } from '../../domain/shared/address.ts';

/** Writes grams as kilograms, in tenths and rounded up, as all carriers take them. */
export const kilograms = (grams: number): number => Math.ceil(grams / 100) / 10;

/** Breaks a street into lines of at most `width` characters, broken between words, at most `most` of them. */
export const streetLines = ({ line1, line2 = '' }: Address, width: number, most: number): readonly string[] => {
  const lines: string[] = [];
  for (const text of [line1, line2]) {
    let line = '';
    for (const word of text.split(' ')) {
      if (line !== '' && line.length + word.length >= width) {
        lines.push(line);
        line = '';
      }
      line = `${line} ${word}`.trim();
    }
    if (line !== '') lines.push(line);
  }
  return lines.slice(0, most).map((line) => line.slice(0, width));
};

/** Returns the region, where it is a code as carriers want it; names mean nothing to them. */
export const regionCode = ({ region }: Address): string | undefined =>
  region !== undefined && /^[A-Z]{2,3}$/.test(region) ? region : undefined;

/** Finds the number to call, which carriers want: the sender's for an address without one. */
export const phoneOf = (address: Address, sender: Address): string =>
  (address.phone ?? sender.phone ?? '').replaceAll(/\D/g, '');

/** Returns a price of a carrier; undefined in a currency that is not ours. */
export const priceOf = (
  amount: string | number,
  currency: string,
): { readonly amount: Minor; readonly currency: Currency } | undefined => {
  const known = (currencies as readonly string[]).includes(currency) ? (currency as Currency) : undefined;
  const minor = known === undefined ? undefined : parseMinor(amount, known);
  return known === undefined || minor === undefined ? undefined : { amount: minor, currency: known };
};

/** Returns a carrier's code as a reason of ours: `SHIP.RECIPIENT.INVALID` as `ship_recipient_invalid`. */
export const reasonOf = (code: string): string =>
  code
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 100);
