import type { NoteReason } from '../../../domain/tax-document/regimes/regime.ts';
import type { Currency } from '../../../domain/shared/money.ts';

// SUNAT's catalogues (Anexo 8 of RS 097-2012 and its changes), as far as sales of goods need them.

/** Catalogue 01: what a document is, and what UBL calls it. */
export const documentTypes = {
  '01': 'Invoice',
  '03': 'Invoice',
  '07': 'CreditNote',
  '08': 'DebitNote',
} as const;

export type DocumentType = keyof typeof documentTypes;

/** @throws Error for what SUNAT has no such document for */
export const documentTypeOf = (code: string): DocumentType => {
  if (!isDocumentType(code)) throw new Error(`SUNAT: ${code} is none of the documents 01, 03, 07, 08`);
  return code;
};

const isDocumentType = (code: string): code is DocumentType => Object.hasOwn(documentTypes, code);

/** Catalogue 02, of which sales within Peru are made in two. */
export type PeruvianCurrency = Extract<Currency, 'PEN' | 'USD'>;

/** @throws Error for a currency that documents cannot be in */
export const currencyOf = (currency: Currency): PeruvianCurrency => {
  if (currency !== 'PEN' && currency !== 'USD') throw new Error(`SUNAT: documents are in PEN or USD, not ${currency}`);
  return currency;
};

/** Catalogue 05 (the tax) with catalogue 07 (why it is due or not): what is taxed, and what is exempt from it. */
export const taxed = { scheme: { id: '1000', name: 'IGV', type: 'VAT' }, reason: '10' } as const;
export const exempt = { scheme: { id: '9997', name: 'EXO', type: 'VAT' }, reason: '20' } as const;

export type TaxTreatment = typeof taxed | typeof exempt;

/** Catalogue 51: a sale within the country. */
export const domesticSale = '0101';

/** Catalogue 52: the amount in words. */
export const inWordsLegend = '1000';

/** Catalogue 53: a discount of a line that lowers what is taxed. */
export const lineDiscount = '00';

/** Catalogue 16: the price with its tax. */
export const priceWithTax = '01';

/** Catalogue 03: pieces (weighed goods are counted as pieces), and services such as shipping. */
export const units = { goods: 'NIU', service: 'ZZ' } as const;

interface Reason {
  readonly code: string;
  readonly description: string;
}

/** Catalogue 09. What was never delivered is taken back line by line, as what came back is. */
const creditReasons: Readonly<Record<NoteReason, Reason | null>> = {
  cancellation: { code: '01', description: 'Anulación de la operación' },
  full_return: { code: '06', description: 'Devolución total' },
  partial_return: { code: '07', description: 'Devolución por ítem' },
  undelivered: { code: '07', description: 'Devolución por ítem' },
  discount: { code: '04', description: 'Descuento global' },
  increase: null,
};

/** Catalogue 09: a discount on lines that are named. */
const discountOfLines: Reason = { code: '05', description: 'Descuento por ítem' };

/** Catalogue 10. */
const increaseOfValue: Reason = { code: '02', description: 'Aumento en el valor' };

/**
 * SUNAT's reason of a note.
 * @throws Error for a note without one that fits it
 */
export const reasonOf = (type: '07' | '08', reason: NoteReason | null, namesLines: boolean): Reason => {
  if (type === '08') return increaseOfValue;
  const found = reason === 'discount' && namesLines ? discountOfLines : reason && creditReasons[reason];
  if (found === null) throw new Error(`SUNAT: no credit note is for the reason ${String(reason)}`);
  return found;
};
