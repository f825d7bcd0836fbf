import type { DocumentBarcode, NumberedDocument } from '../../domain/tax-document/document.ts';

/** Describes a document as it stands: what is printed. */
export interface PrintableDocument extends NumberedDocument {
  readonly status: 'numbered' | 'signed' | 'submitted' | 'accepted' | 'rejected';
  /** Its id at the authority, once it has one. */
  readonly authorityReference: string | null;
  readonly barcode: DocumentBarcode | null;
  /** The signed or stamped XML; null under `plain` and before it is signed. */
  readonly xml: string | null;
}

/** Makes pages of documents. */
export interface DocumentPrinter {
  /** A whole HTML page, made for paper: it needs no network, no script and no other file. */
  print(document: PrintableDocument): Promise<string>;
}
