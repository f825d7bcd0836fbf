import type { TaxIssuer } from '../shared/document-policy.ts';
import type { Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { RatePpm, TaxMode } from '../shared/policy.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import type { NoteReason, SaleKind, TaxRounding } from './regimes/regime.ts';
import type { TaxRegime } from './regimes/regimes.ts';

/**
 * Names the kinds of documents. Notes change an invoice or a receipt. `payment_receipt` says that an invoice which was to be paid later was paid (Mexico's
 * CFDI of type P).
 */
export type DocumentKind = SaleKind | 'credit_note' | 'debit_note' | 'payment_receipt';

/** Describes an amount of money of a document, split into what it is made of. `net + exempt + tax = total`. */
export interface TaxLine {
  /** The order's line; null for what is no goods (shipping, an amount of goodwill). */
  readonly lineId: string | null;
  readonly sku: string;
  readonly description: string;
  /** Thousandths. */
  readonly quantity: Quantity;
  /** As the order priced it: contains tax if `priceMode` is inclusive. */
  readonly unitPrice: Minor;
  /** Before the discount, as priced. */
  readonly subtotal: Minor;
  readonly discount: Minor;
  readonly taxRate: RatePpm;
  /** Taxable part without tax; 0 if the rate is 0. */
  readonly net: Minor;
  /** What is not taxed: all of it if the rate is 0. */
  readonly exempt: Minor;
  readonly tax: Minor;
  /** What the buyer pays (or gets back) for it. */
  readonly total: Minor;
}

export interface TaxTotals {
  readonly net: Minor;
  readonly exempt: Minor;
  /** One for each rate above 0, the highest first. */
  readonly taxes: readonly { readonly rate: RatePpm; readonly base: Minor; readonly amount: Minor }[];
  readonly tax: Minor;
  readonly total: Minor;
}

/** Describes the document that a note or a payment is about. */
export interface DocumentReference {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly documentType: string;
  readonly series: string;
  readonly folio: number;
  readonly issuedAt: Instant;
  readonly total: Minor;
  /** Its id at the authority (Mexico's UUID), if it has one. */
  readonly authorityReference: string | null;
  /**
   * Of payment receipts: what of it was left to pay before this payment, and the how many-th payment of it this is. Absent:
   * the first one, when nothing was paid yet.
   */
  readonly due?: { readonly before: Minor; readonly installment: number };
}

/** Says how the sale is paid, as far as documents say it. */
export interface DocumentPayment {
  /** The order's tender or gateway. */
  readonly method: string;
  /** `deferred`: on terms, paid after the document (Mexico: PPD). */
  readonly terms: 'immediate' | 'deferred';
}

/** Holds everything that a document says, frozen when it is requested, except its number, which comes next. */
export interface DocumentContent {
  /** `<order id>.D1`, `.D2`, … */
  readonly documentId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly kind: DocumentKind;
  readonly regime: TaxRegime;
  /** The authority's code: SII `33`, SUNAT `01`, SAT `I`; under `plain` the kind itself. */
  readonly documentType: string;
  /** Numbers count within it: SII the type again, SUNAT `F001`, SAT's free `A`. */
  readonly series: string;
  readonly currency: Currency;
  readonly priceMode: TaxMode;
  readonly rounding: TaxRounding;
  readonly issuedAt: Instant;
  readonly issuer: TaxIssuer;
  readonly lines: readonly TaxLine[];
  readonly totals: TaxTotals;
  readonly payment: DocumentPayment;
  /** Of notes and payment receipts. */
  readonly reference: DocumentReference | null;
  readonly noteReason: NoteReason | null;
  /** In words, printed on notes. */
  readonly reasonText: string | null;
  readonly personal: { readonly receiver: TaxReceiver | null };
}

/** Describes a document with its number. */
export interface NumberedDocument extends DocumentContent {
  readonly folio: number;
}

/** Says what is printed for machines to read, where the country wants one. */
export interface DocumentBarcode {
  readonly symbology: 'pdf417' | 'qrcode';
  readonly text: string;
}
