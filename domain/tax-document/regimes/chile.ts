import { namesOfUnset, numbering, type TaxRegimeRules } from './regime.ts';
import { spanish } from './words.ts';

const pattern = /^(\d{1,8}|\d{1,2}(?:\.\d{3}){1,2})-?([\dk])$/i;

/** Lists the weights of the digits from the right; they start again after the last. */
const weights = [2, 3, 4, 5, 6, 7] as const;

/** Computes module 11: what the weighted digits lack to the next multiple; 11 is written `0`, 10 is `K`. */
const checkDigitOf = (digits: string): string => {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (weights[index % weights.length] ?? 0), 0);
  return '123456789K0'.charAt(10 - (sum % 11));
};

/**
 * Reads a Chilean RUT, with or without dots and hyphen (`76.192.083-9`, `761920839`), and writes it as the SII does:
 * `76192083-9`. Undefined if it is none or its check digit is wrong.
 */
export const rutOf = (text: string): string | undefined => {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const digits = (match[1] ?? '').replaceAll('.', '').replace(/^0+/, '');
  const checkDigit = (match[2] ?? '').toUpperCase();
  if (digits === '' || checkDigitOf(digits) !== checkDigit) return undefined;
  return `${digits}-${checkDigit}`;
};

const notes = { credit_note: numbering('61'), debit_note: numbering('56') };

/** Makes documents by the rules of the Servicio de Impuestos Internos (SII), which work out the tax of their sum. */
export const chile: TaxRegimeRules = {
  country: 'CL',
  language: 'es-CL',
  timeZone: 'America/Santiago',
  currencies: ['CLP'],
  rounding: 'by_total',
  words: spanish,
  numbering: { invoice: { sale: numbering('33'), ...notes }, receipt: { sale: numbering('39'), ...notes } },
  paymentReceipts: null,
  needsAuthorityReference: false,
  idName: 'RUT',
  readTaxId: rutOf,
  mayHaveInvoice: () => true,
  missingOf: ({ activity, address }) => namesOfUnset({ activity, address }),
  unnamedUpTo: null,
};
