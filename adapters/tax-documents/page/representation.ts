import type { PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { DocumentReference } from '../../../domain/tax-document/document.ts';
import type { NoteReason } from '../../../domain/tax-document/regimes/regime.ts';
import type { Figures, Locale } from './figures.ts';
import type { Html } from './html.ts';

/** Describes a label and what is to be said under it; left out if there is nothing to say. */
export type Fact = readonly [label: string, value: string | null | undefined];

/** Says what a page has in the manner of its document's country; all else is the same everywhere. */
export interface Representation {
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

/** Prints the documents of one country. */
export interface CountryPage {
  readonly locale: Locale;
  readonly words: Words;
  readonly represent: (document: PrintableDocument, figures: Figures) => Representation;
}

/** Everything that a page is made of. */
export interface Page extends Representation, Pick<CountryPage, 'words'> {
  /** Receipts come out of the till's printer, all else on sheets. */
  readonly paper: 'a4' | 'roll';
  readonly figures: Figures;
}

/** Leaves out an amount that is not there. */
export const unlessZero = (amount: number, shown: (amount: number) => string): string | null =>
  amount === 0 ? null : shown(amount);

interface Standing {
  /** From here on it is a valid document. */
  readonly validFrom: 'signed' | 'accepted';
  readonly pending: string;
  readonly rejected: string;
}

const ranks = { numbered: 0, signed: 1, submitted: 2, accepted: 3 } as const;

/** Marks a document that is not valid (yet), so that its page is not taken for what it is not. */
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

/** Names what every page has, whatever its country. */
interface Words {
  readonly date: string;
  readonly time: string;
  readonly order: string;
  readonly payment: string;
  readonly terms: Readonly<Record<'immediate' | 'deferred', string>>;
  readonly receiver: string;
  readonly name: string;
  readonly activity: string;
  readonly address: string;
  readonly changes: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<NoteReason, string>>;
  readonly lines: Readonly<Record<'inclusive' | 'exclusive', string>>;
  readonly code: string;
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
  readonly amount: string;
  readonly totals: string;
  readonly total: string;
}

export const spanish: Words = {
  date: 'Fecha de emisión',
  time: 'Hora',
  order: 'Pedido',
  payment: 'Condición de pago',
  terms: { immediate: 'Contado', deferred: 'Crédito' },
  receiver: 'Receptor',
  name: 'Señor(es)',
  activity: 'Giro',
  address: 'Dirección',
  changes: 'Documento de referencia',
  reason: 'Motivo',
  reasons: {
    cancellation: 'Anulación',
    full_return: 'Devolución total',
    partial_return: 'Devolución parcial',
    undelivered: 'Mercadería no entregada',
    discount: 'Descuento',
    increase: 'Aumento de valor',
  },
  lines: { inclusive: 'Detalle (precios con impuesto incluido)', exclusive: 'Detalle (precios sin impuesto)' },
  code: 'Código',
  description: 'Descripción',
  quantity: 'Cantidad',
  price: 'Precio unitario',
  discount: 'Descuento',
  amount: 'Importe',
  totals: 'Totales',
  total: 'Total',
};

export const english: Words = {
  date: 'Date',
  time: 'Time (UTC)',
  order: 'Order',
  payment: 'Payment',
  terms: { immediate: 'Paid', deferred: 'On account' },
  receiver: 'Billed to',
  name: 'Name',
  activity: 'Business',
  address: 'Address',
  changes: 'Refers to',
  reason: 'Reason',
  reasons: {
    cancellation: 'Cancellation',
    full_return: 'Return of all goods',
    partial_return: 'Return of some goods',
    undelivered: 'Goods not delivered',
    discount: 'Discount',
    increase: 'Increase',
  },
  lines: { inclusive: 'Items (prices include tax)', exclusive: 'Items (prices without tax)' },
  code: 'Code',
  description: 'Description',
  quantity: 'Quantity',
  price: 'Unit price',
  discount: 'Discount',
  amount: 'Amount',
  totals: 'Totals',
  total: 'Total',
};
