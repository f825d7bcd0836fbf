import { accept, reject, type Decision } from '../shared/decider.ts';
import { covers, leftOfInvoice, ratesOf } from '../tax-document/balance.ts';
import type { RequestDocument } from './commands.ts';
import type { DocumentContent } from '../tax-document/document.ts';
import type { TaxDocumentEvent } from './events.ts';
import { documentsOf, invoiceOf, type TaxDocumentState } from './state.ts';

/** Requests once for each cause, however often it is asked. */
export const requestDocument = (
  { causeId, content, range, at }: RequestDocument,
  state: TaxDocumentState,
): Decision<TaxDocumentEvent> => {
  if (documentsOf(state).some((document) => document.causeId === causeId)) return accept();
  const { documentId } = content;
  if (documentId !== nextDocumentId(content.orderId, state)) {
    return reject('rule', 'document_id_taken', 'another document came first: build this one again', {
      document_id: documentId,
    });
  }
  const obstacle = isSale(content) ? saleObstacle(state) : noteObstacle(content, state);
  return obstacle ?? accept({ type: 'DocumentRequested', data: { ...content, at, causeId, range } });
};

/** Gives `<order id>.D1`, `.D2`, … */
export const nextDocumentId = (orderId: string, state: TaxDocumentState): string =>
  `${orderId}.D${documentsOf(state).length + 1}`;

const isSale = ({ kind }: DocumentContent): boolean => kind === 'invoice' || kind === 'receipt';

const saleObstacle = (state: TaxDocumentState) =>
  invoiceOf(state) === undefined
    ? undefined
    : reject('rule', 'order_has_invoice', 'the order has its invoice or receipt: change it by notes');

const noteObstacle = (note: DocumentContent, state: TaxDocumentState) => {
  const invoice = invoiceOf(state);
  if (invoice === undefined || note.reference?.documentId !== invoice.content.documentId) {
    return reject('rule', 'no_document_to_change', 'the order has no invoice or receipt that this is about');
  }
  if (invoice.folio === null) {
    return reject('wrong_state', 'document_not_numbered', 'the invoice has no number yet: try again later');
  }
  if (invoice.status === 'rejected') {
    return reject('wrong_state', 'document_rejected', 'the authority refused the invoice: there is nothing to change');
  }
  if (note.kind !== 'credit_note' || covers(leftOfInvoice(state), ratesOf(note.totals))) return undefined;
  return reject('rule', 'credit_note_exceeds_invoice', 'credit at most what notes have left of the invoice', {
    document_id: invoice.content.documentId,
  });
};
