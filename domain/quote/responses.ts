import { accept, reject, type Decision, type Refusal } from '../shared/decider.ts';
import type {
  AcceptSalesQuote,
  ApproveSalesQuote,
  DeclineSalesQuote,
  ExpireSalesQuote,
  RecordSalesQuoteOrdered,
  RecordSalesQuoteOrderRefused,
  RejectSalesQuote,
  WithdrawSalesQuote,
} from './commands.ts';
import type { SalesQuoteEvent } from './events.ts';
import { offered } from './offer.ts';
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

export const rejectSalesQuote = (
  { reason, rejectedBy, at }: RejectSalesQuote,
  { salesQuoteId }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> => accept({ type: 'SalesQuoteRejected', data: { salesQuoteId, reason, rejectedBy, at } });

export const withdrawSalesQuote = (
  { reason, withdrawnBy, at }: WithdrawSalesQuote,
  { salesQuoteId }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> =>
  accept({ type: 'SalesQuoteWithdrawn', data: { salesQuoteId, reason, withdrawnBy, at } });

export const expireSalesQuote = (
  { at }: ExpireSalesQuote,
  { salesQuoteId, validUntil }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> => accept({ type: 'SalesQuoteExpired', data: { salesQuoteId, validUntil, at } });

/**
 * Refuses to bind anybody to terms that they did not see, or that are over: `quote_revised`, `quote_expired`; undefined if the
 * offer is still the one. The moment decides, whether the scheduler has been there or not.
 */
const staleOffer = (
  { revision: seen, at }: AcceptSalesQuote | ApproveSalesQuote,
  { revision, validUntil }: DraftedSalesQuote,
): Refusal | undefined => {
  if (seen !== null && seen !== revision) {
    return reject('stale_version', 'quote_revised', 'its terms have changed since: look at them again', {
      revision: seen,
      current_revision: revision,
    });
  }
  if (at < validUntil) return undefined;
  return reject('wrong_state', 'quote_expired', 'this offer is over: have it revised', { valid_until: validUntil });
};
