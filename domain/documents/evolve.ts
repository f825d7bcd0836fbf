import { contentOf, type DocumentRequested, type TaxDocumentEvent } from './events.ts';
import { documentsOf, type DocumentState, type TaxDocumentState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: TaxDocumentState, event: TaxDocumentEvent): TaxDocumentState => {
  const { orderId, documentId } = event.data;
  const before = documentsOf(state);
  if (event.type === 'DocumentRequested') return { exists: true, orderId, documents: [...before, requested(event)] };
  const documents = before.map((document) =>
    document.content.documentId === documentId ? { ...document, ...changes(event) } : document,
  );
  return { exists: true, orderId, documents };
};

const requested = (event: DocumentRequested): DocumentState => ({
  causeId: event.data.causeId,
  content: contentOf(event),
  status: 'requested',
  range: event.data.range,
  folio: null,
  sha256: null,
  trackingId: null,
  authorityReference: null,
});

const changes = (event: Exclude<TaxDocumentEvent, DocumentRequested>): Partial<DocumentState> => {
  switch (event.type) {
    case 'DocumentMovedToRange':
      return { range: event.data.range };
    case 'DocumentNumbered':
      return { status: 'numbered', folio: event.data.folio };
    case 'DocumentSigned':
      return { status: 'signed', sha256: event.data.sha256 };
    case 'DocumentSubmitted':
      return { status: 'submitted', trackingId: event.data.trackingId };
    case 'DocumentAccepted': {
      const { authorityReference, sha256 } = event.data;
      return { status: 'accepted', authorityReference, ...(sha256 !== undefined && { sha256 }) };
    }
    case 'DocumentRejected':
      return { status: 'rejected' };
  }
};
