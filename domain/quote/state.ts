import type { QuoteFacts } from './facts.ts';

export interface DraftedSalesQuote extends QuoteFacts {
  readonly exists: true;
  /** Counts the acceptances so far, of earlier revisions too. */
  readonly acceptances: number;
}

export type SalesQuoteState = { readonly exists: false } | DraftedSalesQuote;

export const noSalesQuote: SalesQuoteState = { exists: false };

/** Names the customer to whom the quote is shown: null until its current terms are offered to them. */
export const visibleTo = ({ offeredAt, customerId }: Pick<DraftedSalesQuote, 'offeredAt' | 'customerId'>) =>
  offeredAt === null ? null : customerId;
