import { currencies } from '../../shared/money.ts';
import { numbering, type TaxRegimeRules } from './regime.ts';
import { english } from './words.ts';

const notes = { credit_note: numbering('credit_note', 'C'), debit_note: numbering('debit_note', 'D') };

/** Makes documents by no country's rules: numbered and printed, but neither signed nor sent. */
export const plain: TaxRegimeRules = {
  country: null,
  language: 'en',
  timeZone: 'UTC',
  currencies,
  rounding: 'by_total',
  words: english,
  numbering: {
    invoice: { sale: numbering('invoice', 'F'), ...notes },
    receipt: { sale: numbering('receipt', 'R'), ...notes },
  },
  paymentReceipts: null,
  needsAuthorityReference: false,
  idName: 'tax id',
  readTaxId: (taxId) => taxId,
  mayHaveInvoice: () => true,
  missingOf: () => [],
  unnamedUpTo: null,
};
