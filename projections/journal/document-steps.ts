import type { DocumentNumbered, DocumentRequested } from '../../domain/documents/events.ts';
import { documentLines } from './lines.ts';
import { without, type JournalMemo, type JournalStep } from './memo.ts';

export const documentRequested = (memo: JournalMemo, { data }: DocumentRequested): JournalStep => {
  const { documentId, orderId, orderNumber, currency, kind, issuedAt } = data;
  const posting = {
    at: issuedAt,
    orderId,
    orderNumber,
    currency,
    document: `${data.documentType} ${data.series}`,
    description: kind.replace('_', ' '),
    lines: documentLines(data),
  };
  return { memo: { ...memo, documents: { ...memo.documents, [documentId]: posting } } };
};

/** A document counts from its number on, as of the day that it bears: whatever the authority makes of it, that is used. */
export const documentNumbered = (memo: JournalMemo, { data }: DocumentNumbered): JournalStep => {
  const { documentId, folio } = data;
  const draft = memo.documents[documentId];
  const posting = draft && { ...draft, document: `${draft.document ?? ''}-${folio}` };
  return { memo: { ...memo, documents: without(memo.documents, documentId) }, posting };
};
