import { reject } from '../shared/decider.ts';
import type { AcceptSalesQuote, ApproveSalesQuote } from './commands.ts';
import type { DraftedSalesQuote } from './state.ts';

/**
 * Refuses to bind anybody to terms that they did not see, or that are over: `quote_revised`, `quote_expired`; undefined if the
 * offer is still the one. The moment decides, whether the scheduler has been there or not.
 */
export const staleOffer = (
  { revision: seen, at }: AcceptSalesQuote | ApproveSalesQuote,
  { revision, validUntil }: DraftedSalesQuote,
) => {
  if (seen !== null && seen !== revision) {
    return reject('stale_version', 'quote_revised', 'its terms have changed since: look at them again', {
      revision: seen,
      current_revision: revision,
    });
  }
  if (at < validUntil) return undefined;
  return reject('wrong_state', 'quote_expired', 'this offer is over: have it revised', { valid_until: validUntil });
};
