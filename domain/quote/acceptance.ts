import { accept, type Decision } from '../shared/decider.ts';
import type { AcceptSalesQuote, RecordSalesQuoteOrdered, RecordSalesQuoteOrderRefused } from './commands.ts';
import type { SalesQuoteEvent } from './events.ts';
import { staleOffer } from './stale-offer.ts';
import type { DraftedSalesQuote } from './state.ts';

export const acceptSalesQuote = (command: AcceptSalesQuote, quote: DraftedSalesQuote): Decision<SalesQuoteEvent> => {
  const stale = staleOffer(command, quote);
  if (stale !== undefined) return stale;
  const { salesQuoteId, revision } = quote;
  const { orderId, purchaseOrderNumber, acceptedBy, at } = command;
  const acceptance = quote.acceptances + 1;
  return accept({
    type: 'SalesQuoteAccepted',
    data: { salesQuoteId, acceptance, revision, orderId, purchaseOrderNumber, acceptedBy, at },
  });
};

export const recordOrdered = (
  { orderId, orderNumber, at }: RecordSalesQuoteOrdered,
  { salesQuoteId }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> => accept({ type: 'SalesQuoteOrdered', data: { salesQuoteId, orderId, orderNumber, at } });

export const recordOrderRefused = (
  { acceptance, refusal, at }: RecordSalesQuoteOrderRefused,
  { salesQuoteId, validUntil }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> =>
  accept({ type: 'SalesQuoteOrderRefused', data: { salesQuoteId, acceptance, refusal, validUntil, at } });
