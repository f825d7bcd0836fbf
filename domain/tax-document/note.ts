import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import { sum } from '../shared/pricing/sum.ts';
import { leftOfInvoice, ratesOf } from './balance.ts';
import type { DocumentContent, DocumentKind, DocumentReference, NoteReason } from './document.ts';
import { amountParts, nameOf, partsOfLines, remainingLines, type NoteLine } from './note-parts.ts';
import { numberingOf, paymentReceiptNumbering, type Numbering, type SaleKind } from './numbering.ts';
import type { DocumentCause } from './cause.ts';
import { nextDocumentId } from '../documents/request.ts';
import { documentsOf, type DocumentState, type OrderDocuments } from '../documents/state.ts';
import { taxLines, totalsOf, type PricedPart } from './tax-lines.ts';
import { wordsOf } from './words.ts';

/** What a document about an order's invoice or receipt tells, besides what that says itself. */
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
 * The note, or the receipt for a payment, that an occasion asks for; undefined if it asks for none: nothing is left to
 * credit, or the regime has no such document.
 */
export const noteContent = (
  occasion: Exclude<DocumentCause, { readonly kind: 'sale' }>,
  state: OrderDocuments,
  invoice: DocumentState,
  issuedAt: Instant,
): DocumentContent | undefined => {
  const note = noteOf(occasion, state, invoice);
  return note === undefined || note.parts.length === 0 ? undefined : contentOfNote(note, state, invoice, issuedAt);
};

const noteOf = (
  occasion: Exclude<DocumentCause, { readonly kind: 'sale' }>,
  state: OrderDocuments,
  invoice: DocumentState,
): Note | undefined => {
  const { content } = invoice;
  const { regime } = content;
  const { reasons, payment } = wordsOf(regime);
  const credit = (reason: NoteReason, parts: readonly PricedPart[]): Note => {
    const numbering = numberingOf(regime, 'credit_note', saleKind(invoice));
    return { kind: 'credit_note', numbering, parts, reason, text: reasons[reason] };
  };
  switch (occasion.kind) {
    case 'cancellation':
      return credit('cancellation', partsOfLines(state, remainingLines(state), totalLeft(state)));
    case 'undelivered':
      return credit('undelivered', partsOfLines(state, occasion.lines, occasion.amount));
    case 'return': {
      const reason = isWhole(content, occasion.lines) ? 'full_return' : 'partial_return';
      return credit(reason, partsOfLines(state, occasion.lines, occasion.amount));
    }
    case 'discount':
      return credit('discount', partsOfLines(state, [], occasion.amount));
    case 'increase': {
      const { amount, reason: text } = occasion;
      const parts = amountParts(regime, ratesOf(content.totals), amount, text);
      const numbering = numberingOf(regime, 'debit_note', saleKind(invoice));
      return { kind: 'debit_note', numbering, parts, reason: 'increase', text };
    }
    case 'payment': {
      const numbering = paymentReceiptNumbering(regime);
      if (numbering === undefined || content.payment.terms !== 'deferred') return undefined;
      const { method, amount, before: paid } = occasion;
      const parts = amountParts(regime, ratesOf(content.totals), amount, payment);
      const before = Math.max(totalLeft(state) - paid, amount);
      const due = { before, installment: countOf(state, 'payment_receipt') + 1 };
      return { kind: 'payment_receipt', numbering, parts, reason: null, text: null, method, due };
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
