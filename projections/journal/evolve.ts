import type { PosEvent } from '../../domain/pos/events.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { TaxDocumentEvent } from '../../domain/documents/events.ts';
import type { TillShiftEvent } from '../../domain/shift/events.ts';
import { nothingYet, type JournalMemo, type JournalStep } from './memo.ts';
import {
  documentNumbered,
  documentRequested,
  orderPlaced,
  paymentCaptured,
  paymentStarted,
  refundRequested,
  refundSucceeded,
} from './order-steps.ts';
import { cashMoved, itemsReturned, saleCompleted, saleVoided, shiftClosed, shiftOpened } from './till-steps.ts';
import type { JournalEntry } from './view.ts';

type PostedEvent = OrderEvent | PosEvent | TaxDocumentEvent | TillShiftEvent;

/** Holds the event types that the journal is made of, and no other. */
export const journalEvents = [
  'OrderPlaced',
  'PaymentStarted',
  'PaymentCaptured',
  'RefundRequested',
  'RefundSucceeded',
  'DocumentRequested',
  'DocumentNumbered',
  'PosTransactionCompleted',
  'PosTransactionVoided',
  'PosItemsReturned',
  'ShiftOpened',
  'ShiftClosed',
  'CashMoved',
] as const satisfies readonly PostedEvent['type'][];

/** Describes a stream's memo, and the entries that were made since it was loaded. */
export interface Journal {
  readonly memo: JournalMemo;
  readonly entries: readonly JournalEntry[];
}

const emptyJournal: Journal = { memo: nothingYet, entries: [] };

/**
 * The journal of a stream after an event: of an order or a till's sale, of their documents, of a shift. Documents post the
 * sale, orders and tills post the money. An entry has the id of its event.
 */
export const evolveJournal = (
  journal: Journal = emptyJournal,
  event: PostedEvent,
  { id: entryId }: Pick<RecordedEvent, 'id'>,
): Journal => {
  const { memo, posting } = stepOf(journal.memo, event);
  if (posting === undefined || posting.lines.length === 0) {
    return memo === journal.memo ? journal : { memo, entries: journal.entries };
  }
  return { memo, entries: [...journal.entries, { entryId, ...posting }] };
};

const stepOf = (memo: JournalMemo, event: PostedEvent): JournalStep => {
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
    case 'PosTransactionCompleted':
      return saleCompleted(memo, event);
    case 'PosTransactionVoided':
      return saleVoided(memo, event);
    case 'PosItemsReturned':
      return itemsReturned(memo, event);
    case 'ShiftOpened':
      return shiftOpened(event);
    case 'ShiftClosed':
      return shiftClosed(memo, event);
    case 'CashMoved':
      return cashMoved(memo, event);
    default:
      return { memo };
  }
};
