import type { DocumentPolicy } from '../shared/document-policy.ts';
import type { Instant } from '../shared/message.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import type { DocumentContent, NumberedDocument } from './document.ts';
import { noteContent } from './note.ts';
import type { DocumentCause } from './cause.ts';
import { nextDocumentId } from '../documents/request.ts';
import { saleContent } from './sale.ts';
import { invoiceOf, type DocumentState, type TaxDocumentState } from '../documents/state.ts';

/** Holds all that a document's words and amounts come from, apart from the documents before it. */
export interface DocumentFacts {
  readonly cause: DocumentCause;
  /** Of the order, or of the till's transaction. */
  readonly orderId: string;
  readonly policy: DocumentPolicy;
  readonly receiver: TaxReceiver | null;
  /** The cause's own time. */
  readonly issuedAt: Instant;
}

/**
 * Makes the next document of a sale; undefined if the cause asks for none. Notes take issuer, receiver and rounding from
 * what they change, whatever the policy says by now.
 */
export const documentContent = (facts: DocumentFacts, state: TaxDocumentState): DocumentContent | undefined => {
  const { cause, orderId, issuedAt } = facts;
  if (cause.kind === 'sale') return saleContent({ ...facts, sale: cause.sale }, nextDocumentId(orderId, state));
  const invoice = invoiceOf(state);
  if (!state.exists || invoice === undefined) return undefined;
  return noteContent(cause, state, invoice, issuedAt);
};

/** Adds its number to a document, as authorities and printers want it. @throws TypeError if it has none yet */
export const numbered = ({ content, folio }: DocumentState): NumberedDocument => {
  if (folio === null) throw new TypeError(`document ${content.documentId} has no number`);
  return { ...content, folio };
};
