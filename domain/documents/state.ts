import type { DocumentContent } from '../tax-document/document.ts';
import type { DocumentStatus } from './events.ts';

/** Holds a document and how far it has come. Its XML is in its events only: it is large, and needed once. */
export interface DocumentState {
  /** Is the event or command that it was requested for. */
  readonly causeId: string;
  readonly content: DocumentContent;
  readonly status: DocumentStatus;
  /** Is the range that gives its folio, or is asked for it now. */
  readonly range: number;
  readonly folio: number | null;
  /** Covers the XML as it stands, in hex. */
  readonly sha256: string | null;
  readonly trackingId: string | null;
  readonly authorityReference: string | null;
}

/** Holds the documents of one order, in the order in which they were requested. */
export interface OrderDocuments {
  readonly exists: true;
  readonly orderId: string;
  readonly documents: readonly DocumentState[];
}

export type TaxDocumentState = { readonly exists: false } | OrderDocuments;

export const noDocuments: TaxDocumentState = { exists: false };

export const documentsOf = (state: TaxDocumentState): readonly DocumentState[] => (state.exists ? state.documents : []);

/** Gives the order's invoice or receipt; undefined before it is requested. */
export const invoiceOf = (state: TaxDocumentState): DocumentState | undefined =>
  documentsOf(state).find(({ content: { kind } }) => kind === 'invoice' || kind === 'receipt');

export const documentWithId = (state: TaxDocumentState, documentId: string): DocumentState | undefined =>
  documentsOf(state).find(({ content }) => content.documentId === documentId);
