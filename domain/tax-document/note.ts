import { match, P } from 'ts-pattern';
import type { Instant } from '../shared/message.ts';
import { type Minor, sum } from '../shared/money.ts';
import { leftOfInvoice, ratesOf } from './balance.ts';
import type { DocumentContent, DocumentKind, DocumentReference } from './document.ts';
import { amountParts, nameOf, partsOfLines, remainingLines, type NoteLine } from './note-parts.ts';
import type { DocumentCause } from './cause.ts';
import { nextDocumentId } from '../documents/request.ts';
import { documentsOf, type DocumentState, type OrderDocuments } from '../documents/state.ts';
import type { NoteReason, Numbering, SaleKind } from './regimes/regime.ts';
import { taxRegimes } from './regimes/regimes.ts';
import { taxLines, totalsOf, type PricedPart } from './tax-lines.ts';

type NoteCause = Exclude<DocumentCause, { readonly kind: 'sale' }>;

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
  cause: NoteCause,
  state: OrderDocuments,
  invoice: DocumentState,
  issuedAt: Instant,
): DocumentContent | undefined => {
  const note = noteOf(cause, state, invoice);
  return note === undefined || note.parts.length === 0 ? undefined : contentOfNote(note, state, invoice, issuedAt);
};

const noteOf = (cause: NoteCause, state: OrderDocuments, invoice: DocumentState): Note | undefined => {
  const { content } = invoice;
  const { regime, payment, totals } = content;
  const { words, numbering, paymentReceipts } = taxRegimes[regime];
  const numberings = numbering[saleKind(invoice)];
  const credit = (reason: NoteReason, parts: readonly PricedPart[]): Note => ({
    kind: 'credit_note',
    numbering: numberings.credit_note,
    parts,
    reason,
    text: words.reasons[reason],
  });
  return match({ cause, receipts: paymentReceipts, terms: payment.terms })
    .returnType<Note | undefined>()
    .with({ cause: { kind: 'cancellation' } }, () =>
      credit('cancellation', partsOfLines(state, remainingLines(state), totalLeft(state))),
    )
    .with({ cause: { kind: 'undelivered' } }, ({ cause: { lines, amount } }) =>
      credit('undelivered', partsOfLines(state, lines, amount)),
    )
    .with({ cause: { kind: 'return' } }, ({ cause: { lines, amount } }) =>
      credit(isWhole(content, lines) ? 'full_return' : 'partial_return', partsOfLines(state, lines, amount)),
    )
    .with({ cause: { kind: 'discount' } }, ({ cause: { amount } }) =>
      credit('discount', partsOfLines(state, [], amount)),
    )
    .with({ cause: { kind: 'increase' } }, ({ cause: { amount, reason: text } }) => {
      const parts = amountParts(regime, ratesOf(totals), amount, text);
      return { kind: 'debit_note', numbering: numberings.debit_note, parts, reason: 'increase', text };
    })
    .with(
      { cause: { kind: 'payment' }, receipts: P.nonNullable, terms: 'deferred' },
      ({ cause: { method, amount, before: paid }, receipts }) => {
        const parts = amountParts(regime, ratesOf(totals), amount, words.payment);
        const before = Math.max(totalLeft(state) - paid, amount);
        const due = { before, installment: countOf(state, 'payment_receipt') + 1 };
        return { kind: 'payment_receipt', numbering: receipts, parts, reason: null, text: null, method, due };
      },
    )
    .with({ cause: { kind: 'payment' } }, () => undefined)
    .exhaustive();
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

/** Checks whether all goods of the invoice are among the lines. */
const isWhole = ({ lines }: DocumentContent, returned: readonly NoteLine[]): boolean =>
  lines
    .filter(({ lineId }) => lineId !== null)
    .every((line) => returned.some((part) => part.line === nameOf(line) && part.quantity === line.quantity));
