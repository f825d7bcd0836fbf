import { accept, type Decision } from '../shared/decider.ts';
import type { ApproveSalesQuote, DeclineSalesQuote } from './commands.ts';
import type { SalesQuoteEvent } from './events.ts';
import { offered } from './offer.ts';
import { staleOffer } from './stale-offer.ts';
import type { DraftedSalesQuote } from './state.ts';

/** Offers what was approved, in the same breath. */
export const approveSalesQuote = (command: ApproveSalesQuote, quote: DraftedSalesQuote): Decision<SalesQuoteEvent> => {
  const stale = staleOffer(command, quote);
  if (stale !== undefined) return stale;
  const { salesQuoteId, revision } = quote;
  const { approvedBy, at } = command;
  return accept<SalesQuoteEvent>(
    { type: 'SalesQuoteApproved', data: { salesQuoteId, revision, approvedBy, at } },
    offered(quote, at),
  );
};

export const declineSalesQuote = (
  { declinedBy, reason, at }: DeclineSalesQuote,
  { salesQuoteId, revision }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> =>
  accept({ type: 'SalesQuoteDeclined', data: { salesQuoteId, revision, declinedBy, reason, at } });
