import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { DocumentBarcode, DocumentContent } from '../tax-document/document.ts';

export type * from '../tax-document/document.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

/** Is `requested` while it waits for its number; `numbered` is the end of documents that are not signed (`plain`). */
export const documentStatuses = ['requested', 'numbered', 'signed', 'submitted', 'accepted', 'rejected'] as const;

export type DocumentStatus = (typeof documentStatuses)[number];

// One stream an order (`documents-<organisation>/<order id>`): its invoice or receipt and every note against it, so that one
// place holds the limit that notes never exceed what they change.

type DocumentEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly orderId: string; readonly documentId: string; readonly at: Instant } & Data
>;

/** Makes the document's words and amounts final. `causeId` is what it is for (the confirmation, a refund): once each. */
export type DocumentRequested = DocumentEventOf<
  'DocumentRequested',
  Omit<DocumentContent, 'documentId' | 'orderId'> & {
    readonly causeId: string;
    /** Is the range of folios that its number is taken from first. */
    readonly range: number;
  }
>;

/** Says that the range had no folio left for it: the next one is asked. */
export type DocumentMovedToRange = DocumentEventOf<'DocumentMovedToRange', { readonly range: number }>;

export type DocumentNumbered = DocumentEventOf<'DocumentNumbered', { readonly folio: number }>;

/** Holds the XML as it is signed: final to the byte. `sha256` of its UTF-8 bytes, in hex, outlives forgotten personal data. */
export type DocumentSigned = DocumentEventOf<
  'DocumentSigned',
  {
    readonly sha256: string;
    readonly personal: { readonly xml: string; readonly barcode: DocumentBarcode | null };
  }
>;

/** Says that the authority took it in and will say later what it makes of it. */
export type DocumentSubmitted = DocumentEventOf<'DocumentSubmitted', { readonly trackingId: string }>;

/**
 * Says that the authority has accepted it. `authorityReference` is its id there (Mexico's UUID, Peru's CDR, Chile's track id). Where
 * the authority adds its stamp to the document, `personal` has the whole as it is from then on.
 */
export type DocumentAccepted = DocumentEventOf<
  'DocumentAccepted',
  {
    readonly authorityReference: string;
    /** Says what it remarks without refusing it. */
    readonly notes: readonly string[];
    readonly sha256?: string;
    readonly personal?: { readonly xml: string; readonly barcode: DocumentBarcode | null };
  }
>;

/** Says that the authority refuses it: a person must look at it. Its number stays used. */
export type DocumentRejected = DocumentEventOf<'DocumentRejected', { readonly code: string; readonly message: string }>;

export type TaxDocumentEvent =
  | DocumentRequested
  | DocumentMovedToRange
  | DocumentNumbered
  | DocumentSigned
  | DocumentSubmitted
  | DocumentAccepted
  | DocumentRejected;

export const taxDocumentEvents: EventSchema<TaxDocumentEvent> = {
  DocumentRequested: [],
  DocumentMovedToRange: [],
  DocumentNumbered: [],
  DocumentSigned: [],
  DocumentSubmitted: [],
  DocumentAccepted: [],
  DocumentRejected: [],
};

/** Takes what a document says out of the event that froze it. */
export const contentOf = ({ data }: DocumentRequested): DocumentContent => ({
  documentId: data.documentId,
  orderId: data.orderId,
  orderNumber: data.orderNumber,
  kind: data.kind,
  regime: data.regime,
  documentType: data.documentType,
  series: data.series,
  currency: data.currency,
  priceMode: data.priceMode,
  rounding: data.rounding,
  issuedAt: data.issuedAt,
  issuer: data.issuer,
  lines: data.lines,
  totals: data.totals,
  payment: data.payment,
  reference: data.reference,
  noteReason: data.noteReason,
  reasonText: data.reasonText,
  personal: data.personal,
});
