import { decode } from '../../domain/shared/event-schema.ts';
import { streamName } from '../../domain/shared/stream.ts';
import { taxDocumentEvents, type TaxDocumentEvent } from '../../domain/documents/events.ts';
import { parentOf } from '../commands/parent-id.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { SignedDocument } from '../ports/tax-authority.ts';

/**
 * A document as it was signed: its XML is in its events only, too large to be kept in memory with every order's documents.
 * @throws Error if it was not signed
 */
export const signedDocument = async (
  store: EventStore,
  organizationId: string,
  documentId: string,
): Promise<SignedDocument> => {
  const recorded = await store.read(streamName('documents', organizationId, parentOf(documentId)));
  const events = recorded.map((event) => decode<TaxDocumentEvent>(taxDocumentEvents, event));
  for (const event of events) {
    if (event.type === 'DocumentSigned' && event.data.documentId === documentId) return event.data.personal;
  }
  throw new Error(`document ${documentId} has no signed XML`);
};
