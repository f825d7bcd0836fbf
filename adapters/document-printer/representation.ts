import type { PrintableDocument } from '../../application/ports/document-printer.ts';
import type { DocumentReference } from '../../domain/tax-document/document.ts';
import type { Figures } from './figures.ts';
import type { Html } from './html.ts';
import type { Words } from './words.ts';

/** A label and what is to be said under it; left out if there is nothing to say. */
export type Fact = readonly [label: string, value: string | null | undefined];

/** What a page says in the manner of its document's country; all else is the same everywhere. */
export interface Representation {
  /** What the page shall look like. */
  readonly paper: 'a4' | 'roll';
  readonly words: Words;
  readonly figures: Figures;
  /** As the law calls it: `FACTURA ELECTRÓNICA`. */
  readonly typeName: string;
  /** `Nº 123`, `F001-00000123`. */
  readonly number: string;
  /** `R.U.T.: 76.123.456-7`; null if the issuer has none. */
  readonly issuerId: string | null;
  /** Below the box with type and number: the SII's office. */
  readonly office: string | null;
  /** What is said of the issuer besides its name and address. */
  readonly issuer: readonly Fact[];
  readonly receiver: readonly Fact[];
  /** What is said of the document besides its date and order. */
  readonly details: readonly Fact[];
  /** The document that it changes, by its type and number. */
  readonly reference: string | null;
  /** What the total is made of, and the total. */
  readonly totals: readonly Fact[];
  /** Why this is no valid document (yet); null if it is one. */
  readonly notice: string | null;
  /** Barcode, seals, what the law wants said. */
  readonly foot: readonly Html[];
}

/** Receipts come out of the till's printer, all else on sheets. */
export const paperOf = ({ kind }: PrintableDocument): Representation['paper'] => (kind === 'receipt' ? 'roll' : 'a4');

/** Nobody would add up taxes that are not there. */
export const unlessZero = (amount: number, shown: (amount: number) => string): string | null =>
  amount === 0 ? null : shown(amount);

export interface Standing {
  /** From here on it is a valid document. */
  readonly validFrom: 'signed' | 'accepted';
  readonly pending: string;
  readonly rejected: string;
}

const ranks = { numbered: 0, signed: 1, submitted: 2, accepted: 3 } as const;

/** What a document is to be marked with, so that nobody takes its page for what it is not. */
export const noticeOf = ({ status, xml }: PrintableDocument, standing: Standing): string | null => {
  if (status === 'rejected') return `NO VÁLIDO: ${standing.rejected}`;
  if (ranks[status] < ranks[standing.validFrom]) return `NO VÁLIDO: ${standing.pending}`;
  return xml === null ? 'NO VÁLIDO: los datos personales fueron eliminados' : null;
};

export const referenceText = (
  reference: DocumentReference | null,
  nameOf: (reference: DocumentReference) => string,
  { date }: Figures,
): string | null => (reference === null ? null : `${nameOf(reference)} (${date(reference.issuedAt)})`);
