import type { SalesQuoteEvent } from '../../domain/quote/events.ts';
import { changes, drafted } from '../../domain/quote/facts.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { SalesQuoteDocument } from './view.ts';

/** Gives the quote after an event; undefined if none begins with it. */
export const evolveSalesQuote = (
  quote: SalesQuoteDocument | undefined,
  event: SalesQuoteEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): SalesQuoteDocument | undefined => {
  if (event.type === 'SalesQuoteDrafted') {
    const { salesQuoteId, ...facts } = drafted(event);
    return { salesQuoteId, version: 1, ...facts, updatedAt: event.data.at };
  }
  return quote && { ...quote, ...changes(event), updatedAt: event.data.at, version };
};
