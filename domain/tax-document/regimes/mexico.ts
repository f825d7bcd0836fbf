import { namesOfUnset, numbering, type SaleNumbering, type TaxRegimeRules } from './regime.ts';
import { spanish } from './words.ts';

/** Names the receiver of a Mexican document that is made out to the public. */
export const rfcOfThePublic = 'XAXX010101000';

/** Names the receiver of a Mexican document who has no RFC because he is registered in another country. */
export const rfcOfForeigners = 'XEXX010101000';

const generic: readonly string[] = [rfcOfThePublic, rfcOfForeigners];

/** Matches four letters for a person, three for a company; date of birth or foundation; two of the SAT's own; the check digit. */
const pattern = /^([A-ZÑ&]{3,4})(\d{2})(\d{2})(\d{2})([A-Z\d]{2})([\dA])$/;

/** Lists characters in the SAT's order: each is worth its place. The space fills companies up to the length of persons. */
const alphabet = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';

const lengthOfPersons = 13;
const modulus = 11;

/**
 * Reads an RFC, in upper case and without spaces or hyphens; undefined for what is none. The generic ones, which have no
 * check digit, are RFCs.
 *
 * The SAT has given out a few RFCs whose check digit is wrong. They are refused: a mistyped RFC is far more frequent, and a
 * document that the SAT refuses for one keeps its number and needs a person. Such a buyer gets a receipt, and the invoice by
 * hand.
 */
export const rfcOf = (text: string): string | undefined => {
  const rfc = text.normalize('NFC').toUpperCase().replaceAll(/[\s-]/g, '');
  if (generic.includes(rfc)) return rfc;
  const match = pattern.exec(rfc);
  if (match === null) return undefined;
  const [, , year = '', month = '', day = '', , digit] = match;
  return isDate(year, month, day) && digit === checkDigit(rfc.slice(0, -1)) ? rfc : undefined;
};

/** Checks the date. An RFC has no century: 29 February counts in every year that is a leap year in one of them (2000 was, 1900 was not). */
const isDate = (year: string, month: string, day: string): boolean => {
  const date = new Date(`20${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
};

/** Computes the digit, weighted by place from 13 down to 2, modulo 11; ten is written A. */
const checkDigit = (unchecked: string): string => {
  const characters = Array.from(unchecked.padStart(lengthOfPersons - 1));
  const weighted = characters.map((character, index) => alphabet.indexOf(character) * (lengthOfPersons - index));
  const remainder = weighted.reduce((total, worth) => total + worth, 0) % modulus;
  if (remainder === 0) return '0';
  return remainder === 1 ? 'A' : String(modulus - remainder);
};

const series: SaleNumbering = {
  sale: numbering('I', 'A'),
  credit_note: numbering('E', 'NC'),
  debit_note: numbering('I', 'ND'),
};

/** Makes documents by the rules of the Servicio de Administración Tributaria (SAT), which ask for the tax line by line. */
export const mexico: TaxRegimeRules = {
  country: 'MX',
  language: 'es-MX',
  timeZone: 'America/Mexico_City',
  currencies: ['MXN'],
  rounding: 'by_line',
  words: spanish,
  numbering: { invoice: series, receipt: series },
  paymentReceipts: numbering('P'),
  needsAuthorityReference: true,
  idName: 'RFC',
  readTaxId: rfcOf,
  mayHaveInvoice: () => true,
  missingOf: ({ taxRegime, cfdiUse, address }) =>
    namesOfUnset({ tax_regime: taxRegime, cfdi_use: cfdiUse, 'address.postal_code': address?.postal_code }),
  unnamedUpTo: null,
};
