import type { OrderEvent } from '../../domain/order/events.ts';
import type { TaxDocumentEvent } from '../../domain/tax-document/events.ts';
import { documentNumbered, documentRequested } from './document-steps.ts';
import { nothingYet, type JournalMemo, type JournalStep } from './memo.ts';
import { orderPlaced, paymentCaptured, paymentStarted, refundRequested, refundSucceeded } from './order-steps.ts';
import type { JournalEntry } from './view.ts';

/** The event types that the journal is made of, and no other. */
export const journalEvents = [
  'OrderPlaced',
  'PaymentStarted',
  'PaymentCaptured',
  'RefundRequested',
  'RefundSucceeded',
  'DocumentRequested',
  'DocumentNumbered',
] as const satisfies readonly (OrderEvent | TaxDocumentEvent)['type'][];

/** A stream's memo, and the entries that were made since it was loaded. */
export interface Journal {
  readonly memo: JournalMemo;
  readonly entries: readonly JournalEntry[];
}

export const emptyJournal: Journal = { memo: nothingYet, entries: [] };

/**
 * The journal of an order's stream, or of its documents', after an event. Documents post the sale, the order posts the
 * money.
 *
 * @param entryId the event's own id
 */
export const journalAfter = (journal: Journal, event: OrderEvent | TaxDocumentEvent, entryId: string): Journal => {
  const { memo, posting } = stepOf(journal.memo, event);
  if (posting === undefined || posting.lines.length === 0) {
    return memo === journal.memo ? journal : { memo, entries: journal.entries };
  }
  return { memo, entries: [...journal.entries, { entryId, ...posting }] };
};

const stepOf = (memo: JournalMemo, event: OrderEvent | TaxDocumentEvent): JournalStep => {
  switch (event.type) {
    case 'OrderPlaced':
      return orderPlaced(event);
    case 'PaymentStarted':
      return paymentStarted(memo, event);
    case 'PaymentCaptured':
      return paymentCaptured(memo, event);
    case 'RefundRequested':
      return refundRequested(memo, event);
    case 'RefundSucceeded':
      return refundSucceeded(memo, event);
    case 'DocumentRequested':
      return documentRequested(memo, event);
    case 'DocumentNumbered':
      return documentNumbered(memo, event);
    default:
      return { memo };
  }
};
