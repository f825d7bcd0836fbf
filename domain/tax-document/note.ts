import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import { sum } from '../shared/pricing/sum.ts';
import { leftOfInvoice, ratesOf } from './balance.ts';
import type { DocumentContent, DocumentKind, DocumentReference } from './document.ts';
import { amountParts, nameOf, partsOfLines, remainingLines, type NoteLine } from './note-parts.ts';
import type { DocumentCause } from './cause.ts';
import { nextDocumentId } from '../documents/request.ts';
import { documentsOf, type DocumentState, type OrderDocuments } from '../documents/state.ts';
import type { NoteReason, Numbering, SaleKind } from './regimes/regime.ts';
import { taxRegimes } from './regimes/regimes.ts';
import { taxLines, totalsOf, type PricedPart } from './tax-lines.ts';

/** Holds what a document about an order's invoice or receipt says, besides what that says itself. */
interface Note {
  readonly kind: Exclude<DocumentKind, SaleKind>;
  readonly numbering: Numbering;
  readonly parts: readonly PricedPart[];
  readonly reason: NoteReason | null;
  readonly text: string | null;
  readonly method?: string;
  readonly due?: DocumentReference['due'];
}

/**
 * Makes the note, or the receipt for a payment, that a cause asks for; undefined if it asks for none: nothing is left to
 * credit, or the regime has no such document.
 */
export const noteContent = (
  cause: Exclude<DocumentCause, { readonly kind: 'sale' }>,
  state: OrderDocuments,
  invoice: DocumentState,
  issuedAt: Instant,
): DocumentContent | undefined => {
  const note = noteOf(cause, state, invoice);
  return note === undefined || note.parts.length === 0 ? undefined : contentOfNote(note, state, invoice, issuedAt);
};

const noteOf = (
  cause: Exclude<DocumentCause, { readonly kind: 'sale' }>,
  state: OrderDocuments,
  invoice: DocumentState,
): Note | undefined => {
  const { content } = invoice;
  const { regime } = content;
  const { words, numbering, paymentReceipts } = taxRegimes[regime];
  const numberings = numbering[saleKind(invoice)];
  const credit = (reason: NoteReason, parts: readonly PricedPart[]): Note => ({
    kind: 'credit_note',
    numbering: numberings.credit_note,
    parts,
    reason,
    text: words.reasons[reason],
  });
  switch (cause.kind) {
    case 'cancellation':
      return credit('cancellation', partsOfLines(state, remainingLines(state), totalLeft(state)));
    case 'undelivered':
      return credit('undelivered', partsOfLines(state, cause.lines, cause.amount));
    case 'return': {
      const reason = isWhole(content, cause.lines) ? 'full_return' : 'partial_return';
      return credit(reason, partsOfLines(state, cause.lines, cause.amount));
    }
    case 'discount':
      return credit('discount', partsOfLines(state, [], cause.amount));
    case 'increase': {
      const { amount, reason: text } = cause;
      const parts = amountParts(regime, ratesOf(content.totals), amount, text);
      return { kind: 'debit_note', numbering: numberings.debit_note, parts, reason: 'increase', text };
    }
    case 'payment': {
      if (paymentReceipts === null || content.payment.terms !== 'deferred') return undefined;
      const { method, amount, before: paid } = cause;
      const parts = amountParts(regime, ratesOf(content.totals), amount, words.payment);
      const before = Math.max(totalLeft(state) - paid, amount);
      const due = { before, installment: countOf(state, 'payment_receipt') + 1 };
      return { kind: 'payment_receipt', numbering: paymentReceipts, parts, reason: null, text: null, method, due };
    }
  }
};

const contentOfNote = (
  { kind, numbering, parts, reason, text, method, due }: Note,
  state: OrderDocuments,
  invoice: DocumentState,
  issuedAt: Instant,
): DocumentContent => {
  const { content } = invoice;
  const { priceMode, rounding } = content;
  const split = { priceMode, rounding };
  const lines = taxLines(parts, kind === 'credit_note' ? { ...split, left: leftOfInvoice(state) } : split);
  return {
    ...content,
    ...numbering,
    documentId: nextDocumentId(content.orderId, state),
    kind,
    issuedAt,
    lines,
    totals: totalsOf(lines),
    payment: method === undefined ? content.payment : { ...content.payment, method },
    reference: { ...referenceTo(invoice), ...(due !== undefined && { due }) },
    noteReason: reason,
    reasonText: text,
  };
};

const referenceTo = ({ content, folio, authorityReference }: DocumentState): DocumentReference => {
  const { documentId, kind, documentType, series, issuedAt, totals } = content;
  const total = totals.total;
  return { documentId, kind, documentType, series, folio: folio ?? 0, issuedAt, total, authorityReference };
};

const saleKind = ({ content }: DocumentState): SaleKind => (content.kind === 'invoice' ? 'invoice' : 'receipt');

const totalLeft = (state: OrderDocuments): Minor => sum(leftOfInvoice(state).map(({ total }) => total));

const countOf = (state: OrderDocuments, kind: DocumentKind): number =>
  documentsOf(state).filter(({ content }) => content.kind === kind).length;

/** Whether all goods of the invoice are among the lines. */
const isWhole = ({ lines }: DocumentContent, returned: readonly NoteLine[]): boolean =>
  lines
    .filter(({ lineId }) => lineId !== null)
    .every((line) => returned.some((part) => part.line === nameOf(line) && part.quantity === line.quantity));
