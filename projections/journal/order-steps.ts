import type { DocumentNumbered, DocumentRequested } from '../../domain/documents/events.ts';
import type {
  OrderPlaced,
  PaymentCaptured,
  PaymentStarted,
  RefundRequested,
  RefundSucceeded,
} from '../../domain/order/events.ts';
import { accountOf, captureLines, documentLines, refundLines } from './lines.ts';
import { nothingYet, without, type JournalMemo, type JournalStep } from './memo.ts';
import type { JournalAccount } from './view.ts';

/** Leaves out goods that are not ours to deduct: they were sold elsewhere, and are in the books there. */
export const orderPlaced = ({ data }: OrderPlaced): JournalStep => {
  const { orderId, orderNumber, quote, reservationExpiresAt } = data;
  if (reservationExpiresAt === null) return { memo: nothingYet };
  return { memo: { ...nothingYet, order: { orderId, orderNumber, currency: quote.currency } } };
};

export const paymentStarted = (memo: JournalMemo, { data }: PaymentStarted): JournalStep =>
  memo.order === null
    ? { memo }
    : { memo: { ...memo, payments: { ...memo.payments, [data.paymentId]: accountOf(data) } } };

/** Posts money when it comes: what is only promised (held, on terms) is not there yet. */
export const paymentCaptured = (memo: JournalMemo, { data }: PaymentCaptured): JournalStep => {
  const { paymentId, amount, at } = data;
  const account = memo.payments[paymentId];
  if (memo.order === null || account === undefined) return { memo };
  const lines = captureLines(account, amount);
  return { memo, posting: { at, ...memo.order, document: null, description: `payment ${paymentId}`, lines } };
};

export const refundRequested = (memo: JournalMemo, { data }: RefundRequested): JournalStep => {
  const { refundId, paymentId, amount, cause } = data;
  const account = payingAccount(memo, data);
  if (memo.order === null || account === undefined) return { memo };
  const description = `refund ${refundId} of ${paymentId} (${cause})`;
  const posting = { ...memo.order, document: null, description, lines: refundLines(account, amount) };
  return { memo: { ...memo, refunds: { ...memo.refunds, [refundId]: posting } } };
};

/**
 * Store credit is owed as soon as the refund has succeeded, which is the same moment: this is its entry, and the ledger's
 * `CreditIssued` posts none.
 */
const payingAccount = (
  { payments }: JournalMemo,
  { method, paymentId }: RefundRequested['data'],
): JournalAccount | undefined => {
  if (method === 'store_credit') return 'store_credit_liability';
  return method === 'cash' ? 'cash' : payments[paymentId];
};

export const refundSucceeded = (memo: JournalMemo, { data }: RefundSucceeded): JournalStep => {
  const { refundId, at } = data;
  const draft = memo.refunds[refundId];
  return { memo: { ...memo, refunds: without(memo.refunds, refundId) }, posting: draft && { at, ...draft } };
};

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

/** Posts a document from its number on, as of the day that it bears: whatever the authority makes of it, that is used. */
export const documentNumbered = (memo: JournalMemo, { data }: DocumentNumbered): JournalStep => {
  const { documentId, folio } = data;
  const draft = memo.documents[documentId];
  const posting = draft && { ...draft, document: `${draft.document ?? ''}-${folio}` };
  return { memo: { ...memo, documents: without(memo.documents, documentId) }, posting };
};
