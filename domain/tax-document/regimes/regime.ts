import type { Currency, Minor } from '../../shared/money.ts';
import type { TaxReceiver } from '../../shared/tax-receiver.ts';

/**
 * Says how net and tax come apart where prices contain their tax: for each line (and are added up), or once for the sum of
 * all lines of a rate. Either way net and tax add up to what is paid.
 */
export type TaxRounding = 'by_line' | 'by_total';

/** Says what a sale gets: an invoice names a tax payer as its receiver, a receipt any buyer or none. */
export type SaleKind = 'invoice' | 'receipt';

/** Says why a note changes its document; each country has codes of its own for these. */
export type NoteReason =
  /** All of it is undone: the order was cancelled. */
  | 'cancellation'
  /** Every line came back. */
  | 'full_return'
  /** Some of the goods came back. */
  | 'partial_return'
  /** Some goods were never delivered. */
  | 'undelivered'
  /** A discount afterwards: goodwill. */
  | 'discount'
  /** Debit notes: more to pay. */
  | 'increase';

/** Says what the authority calls a document, and what its number counts within. */
export interface Numbering {
  readonly documentType: string;
  readonly series: string;
}

/** Holds the numbering of a sale's document, and of the notes that change it. */
export interface SaleNumbering {
  readonly sale: Numbering;
  readonly credit_note: Numbering;
  readonly debit_note: Numbering;
}

export const numbering = (documentType: string, series = documentType): Numbering => ({ documentType, series });

/** Holds the words that documents have of their own, in the language of the authority. */
export interface DocumentWords {
  readonly shipping: string;
  /** A line that is an amount and no goods. */
  readonly adjustment: string;
  readonly payment: string;
  readonly reasons: Readonly<Record<NoteReason, string>>;
}

/** Holds everything that a country decides of its documents, apart from the form in which its authority takes them. */
export interface TaxRegimeRules {
  /** ISO 3166-1; null: no authority signs or judges these documents. */
  readonly country: string | null;
  /** BCP 47: how amounts and dates are written. */
  readonly language: string;
  /** IANA's name: by which clock documents are dated. */
  readonly timeZone: string;
  /** The currencies that documents may be made out in. */
  readonly currencies: readonly Currency[];
  /** The usual one; an organisation may choose the other. */
  readonly rounding: TaxRounding;
  readonly words: DocumentWords;
  /** Types and series, by what the sale got. */
  readonly numbering: Readonly<Record<SaleKind, SaleNumbering>>;
  /** Of the document that a payment on terms gets when it comes; null: it gets none. */
  readonly paymentReceipts: Numbering | null;
  /** Whether notes name what they change by the id that the authority gave it (Mexico's UUID), and not by its number alone. */
  readonly needsAuthorityReference: boolean;
  /** What ids of tax payers are called in refusals. */
  readonly idName: string;
  /** Writes an id as its authority does; undefined if it is none. */
  readonly readTaxId: (taxId: string) => string | undefined;
  /** Whether an invoice may be made out to that id; otherwise its owner gets a receipt. */
  readonly mayHaveInvoice: (taxId: string) => boolean;
  /** Names, as the API has them, what a receiver lacks for an invoice. */
  readonly missingOf: (receiver: TaxReceiver) => readonly string[];
  /** From above this total on a receipt names its buyer; null: none does. */
  readonly unnamedUpTo: { readonly currency: Currency; readonly total: Minor } | null;
}

/** Names the required fields that have no value. */
export const namesOfUnset = (fields: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(fields).filter((name) => fields[name] === undefined);
