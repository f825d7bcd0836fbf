import type { Instant } from '../shared/message.ts';
import type { DocumentBarcode, DocumentContent } from '../tax-document/document.ts';

interface At {
  readonly at: Instant;
}

/**
 * Freezes a document. Once for each `causeId`. An order has one invoice or receipt (another is refused as
 * `order_has_invoice`); a credit note is refused as `credit_note_exceeds_invoice` beyond what is left of what it changes, a
 * note without it as `no_document_to_change`, before that has its number as `document_not_numbered`.
 */
export interface RequestDocument extends At {
  readonly type: 'RequestDocument';
  readonly causeId: string;
  readonly content: DocumentContent;
  readonly range: number;
}

/** Moves on: the range that the document names now has no folio for it. */
export interface MoveDocumentToRange extends At {
  readonly type: 'MoveDocumentToRange';
  readonly documentId: string;
  readonly range: number;
}

export interface RecordDocumentNumber extends At {
  readonly type: 'RecordDocumentNumber';
  readonly documentId: string;
  readonly folio: number;
}

export interface RecordDocumentSigned extends At {
  readonly type: 'RecordDocumentSigned';
  readonly documentId: string;
  readonly xml: string;
  readonly sha256: string;
  readonly barcode: DocumentBarcode | null;
}

export interface RecordDocumentSubmitted extends At {
  readonly type: 'RecordDocumentSubmitted';
  readonly documentId: string;
  readonly trackingId: string;
}

export interface RecordDocumentAccepted extends At {
  readonly type: 'RecordDocumentAccepted';
  readonly documentId: string;
  readonly authorityReference: string;
  readonly notes: readonly string[];
  /** Is absent where the document stays as it was signed. */
  readonly stamped?: { readonly xml: string; readonly sha256: string; readonly barcode: DocumentBarcode | null };
}

export interface RecordDocumentRejected extends At {
  readonly type: 'RecordDocumentRejected';
  readonly documentId: string;
  readonly code: string;
  readonly message: string;
}

export type TaxDocumentCommand =
  | RequestDocument
  | MoveDocumentToRange
  | RecordDocumentNumber
  | RecordDocumentSigned
  | RecordDocumentSubmitted
  | RecordDocumentAccepted
  | RecordDocumentRejected;
