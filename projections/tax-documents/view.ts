import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { DocumentBarcode, DocumentContent, DocumentKind, DocumentStatus } from '../../domain/documents/events.ts';

/** Describes a document as it stands. */
export interface TaxDocument {
  /** Names the recipient: personal data is in here and in the XML only. */
  readonly content: DocumentContent;
  readonly status: DocumentStatus;
  readonly folio: number | null;
  /** Of the XML, in hex. */
  readonly sha256: string | null;
  /** Of documents that the authority has not judged yet. */
  readonly trackingId: string | null;
  readonly authorityReference: string | null;
  /** Holds what the authority remarks on what it accepted. */
  readonly notes: readonly string[];
  /** Why the authority refused it. */
  readonly rejection: { readonly code: string; readonly message: string } | null;
  readonly barcode: DocumentBarcode | null;
  readonly updatedAt: Instant;
  /** Of its stream when it changed last: all documents of an order are in one. */
  readonly version: number;
}

/** Describes a document with its signed or stamped XML; null before it is signed, and for ever under `plain`. */
export interface TaxDocumentWithXml {
  readonly document: TaxDocument;
  readonly xml: string | null;
}

/** Describes an order's documents, in the order in which they were requested. */
export interface OrderTaxDocuments {
  readonly version: number;
  readonly documents: readonly TaxDocumentWithXml[];
}

/** Describes a document as its order shows it. */
export interface TaxDocumentSummary {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly documentType: string;
  readonly series: string;
  readonly folio: number | null;
  readonly status: DocumentStatus;
  readonly currency: Currency;
  readonly total: Minor;
  readonly issuedAt: Instant;
}
