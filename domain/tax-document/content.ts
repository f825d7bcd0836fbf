import type { DocumentPolicy } from '../shared/document-policy.ts';
import type { Instant } from '../shared/message.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import type { DocumentContent } from './document.ts';
import { noteContent } from './note.ts';
import type { DocumentCause } from './cause.ts';
import { nextDocumentId } from '../documents/request.ts';
import { saleContent } from './sale.ts';
import { invoiceOf, type TaxDocumentState } from '../documents/state.ts';

/** Everything that a document's words and amounts come from, apart from the documents before it. */
export interface DocumentFacts {
  readonly occasion: DocumentCause;
  /** Of the order, or of the till's transaction. */
  readonly orderId: string;
  readonly policy: DocumentPolicy;
  readonly receiver: TaxReceiver | null;
  /** The occasion's own time. */
  readonly issuedAt: Instant;
}

/**
 * The next document of a sale; undefined if the occasion asks for none. Notes take issuer, receiver and rounding from
 * what they change, whatever the policy says by now.
 */
export const documentContent = (facts: DocumentFacts, state: TaxDocumentState): DocumentContent | undefined => {
  const { occasion, orderId, issuedAt } = facts;
  if (occasion.kind === 'sale') return saleContent({ ...facts, sale: occasion.sale }, nextDocumentId(orderId, state));
  const invoice = invoiceOf(state);
  if (!state.exists || invoice === undefined) return undefined;
  return noteContent(occasion, state, invoice, issuedAt);
};
