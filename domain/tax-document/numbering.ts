import type { TaxRegime } from '../shared/document-policy.ts';
import { rucOf } from './tax-ids/ruc.ts';
import type { DocumentKind } from './document.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';

/** What the authority calls a document, and what its number counts within. */
export interface Numbering {
  readonly documentType: string;
  readonly series: string;
}

export type SaleKind = 'invoice' | 'receipt';

type Row = Numbering | Readonly<Record<SaleKind, Numbering>>;

const same = (code: string): Numbering => ({ documentType: code, series: code });
const row = (documentType: string, series: string): Numbering => ({ documentType, series });

type SaleOrNote = Exclude<DocumentKind, 'payment_receipt'>;

/** SII, SUNAT and SAT as the law has them; Peru's notes count apart by what they change. */
const numberings: Readonly<Record<TaxRegime, Readonly<Record<SaleOrNote, Row>>>> = {
  CL: { invoice: same('33'), receipt: same('39'), credit_note: same('61'), debit_note: same('56') },
  PE: {
    invoice: row('01', 'F001'),
    receipt: row('03', 'B001'),
    credit_note: { invoice: row('07', 'FC01'), receipt: row('07', 'BC01') },
    debit_note: { invoice: row('08', 'FD01'), receipt: row('08', 'BD01') },
  },
  MX: {
    invoice: row('I', 'A'),
    receipt: row('I', 'A'),
    credit_note: row('E', 'NC'),
    debit_note: row('I', 'ND'),
  },
  plain: {
    invoice: row('invoice', 'F'),
    receipt: row('receipt', 'R'),
    credit_note: row('credit_note', 'C'),
    debit_note: row('debit_note', 'D'),
  },
};

/**
 * Type and series of a document.
 *
 * @param sale what the order got: the document itself, or what it changes
 */
export const numberingOf = (regime: TaxRegime, kind: SaleOrNote, sale: SaleKind): Numbering => {
  const found = numberings[regime][kind];
  return 'series' in found ? found : found[sale];
};

/** Where payments on terms get a document of their own when they come; undefined where they do not. */
export const paymentReceiptNumbering = (regime: TaxRegime): Numbering | undefined =>
  regime === 'MX' ? row('P', 'P') : undefined;

/** What a sale gets: an invoice for whoever may have one, which in Peru are those with a RUC, and otherwise a receipt. */
export const saleKindOf = (regime: TaxRegime, receiver: TaxReceiver | null): SaleKind => {
  if (receiver === null) return 'receipt';
  return regime === 'PE' && rucOf(receiver.taxId) === undefined ? 'receipt' : 'invoice';
};

/** Whether notes name what they change by the id that the authority gave it (Mexico's UUID), and not by its number alone. */
export const needsAuthorityReference = (regime: TaxRegime): boolean => regime === 'MX';
