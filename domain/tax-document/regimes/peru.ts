import { numbering, type TaxRegimeRules } from './regime.ts';
import { spanish } from './words.ts';

/**
 * Says what a RUC may begin with: persons (10), other identity documents (15, 17), foreigners without a DNI (16), companies (20).
 */
const kinds: ReadonlySet<string> = new Set(['10', '15', '16', '17', '20']);

const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

const checkDigit = (digits: string): number => {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 10;
};

/** Returns the RUC as SUNAT writes it: eleven digits of an allowed kind, the last one the check digit. Undefined if it is none. */
export const rucOf = (text: string): string | undefined => {
  const ruc = text.trim();
  if (!/^\d{11}$/.test(ruc) || !kinds.has(ruc.slice(0, 2))) return undefined;
  return checkDigit(ruc) === Number(ruc.at(-1)) ? ruc : undefined;
};

/** Returns a Peruvian person's DNI: eight digits. It has no check digit among them. Undefined if it is none. */
export const dniOf = (text: string): string | undefined => {
  const dni = text.trim();
  return /^\d{8}$/.test(dni) ? dni : undefined;
};

/** Makes documents by the rules of SUNAT, which ask for the tax line by line. Notes count apart by what they change. */
export const peru: TaxRegimeRules = {
  country: 'PE',
  language: 'es-PE',
  timeZone: 'America/Lima',
  currencies: ['PEN', 'USD'],
  rounding: 'by_line',
  words: spanish,
  numbering: {
    invoice: {
      sale: numbering('01', 'F001'),
      credit_note: numbering('07', 'FC01'),
      debit_note: numbering('08', 'FD01'),
    },
    receipt: {
      sale: numbering('03', 'B001'),
      credit_note: numbering('07', 'BC01'),
      debit_note: numbering('08', 'BD01'),
    },
  },
  paymentReceipts: null,
  needsAuthorityReference: false,
  idName: 'RUC or DNI',
  readTaxId: (taxId) => rucOf(taxId) ?? dniOf(taxId),
  mayHaveInvoice: (taxId) => rucOf(taxId) !== undefined,
  missingOf: () => [],
  unnamedUpTo: { currency: 'PEN', total: 70_000 },
};
