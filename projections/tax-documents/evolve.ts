import { contentOf, type DocumentRequested, type TaxDocumentEvent } from '../../domain/documents/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { OrderTaxDocuments, TaxDocument, TaxDocumentWithXml } from './view.ts';

/** Gives an order's documents after one more event of theirs. Those that it does not touch stay the same objects. */
export const evolveDocuments = (
  before: OrderTaxDocuments | undefined,
  event: TaxDocumentEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): OrderTaxDocuments => {
  const documents = before?.documents ?? [];
  if (event.type === 'DocumentRequested') return { version, documents: [...documents, requested(event, version)] };
  return {
    version,
    documents: documents.map((row) =>
      row.document.content.documentId === event.data.documentId ? changed(row, event, version) : row,
    ),
  };
};

const requested = (event: DocumentRequested, version: number): TaxDocumentWithXml => ({
  document: {
    content: contentOf(event),
    status: 'requested',
    folio: null,
    sha256: null,
    trackingId: null,
    authorityReference: null,
    notes: [],
    rejection: null,
    barcode: null,
    updatedAt: event.data.at,
    version,
  },
  xml: null,
});

type Later = Exclude<TaxDocumentEvent, DocumentRequested>;

const changed = ({ document, xml }: TaxDocumentWithXml, event: Later, version: number): TaxDocumentWithXml => ({
  document: { ...document, ...changes(event), updatedAt: event.data.at, version },
  xml: xmlOf(event) ?? xml,
});

const xmlOf = (event: Later): string | undefined =>
  event.type === 'DocumentSigned' || event.type === 'DocumentAccepted' ? event.data.personal?.xml : undefined;

const changes = (event: Later): Partial<TaxDocument> => {
  switch (event.type) {
    case 'DocumentMovedToRange':
      return {};
    case 'DocumentNumbered':
      return { status: 'numbered', folio: event.data.folio };
    case 'DocumentSigned': {
      const { sha256, personal } = event.data;
      return { status: 'signed', sha256, barcode: personal.barcode };
    }
    case 'DocumentSubmitted':
      return { status: 'submitted', trackingId: event.data.trackingId };
    case 'DocumentAccepted': {
      const { authorityReference, notes, sha256, personal } = event.data;
      const accepted = { status: 'accepted', authorityReference, notes } as const;
      if (sha256 === undefined || personal === undefined) return accepted;
      return { ...accepted, sha256, barcode: personal.barcode };
    }
    case 'DocumentRejected': {
      const { code, message } = event.data;
      return { status: 'rejected', rejection: { code, message } };
    }
  }
};
