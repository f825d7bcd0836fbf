import type { QuoteFacts } from '../../domain/quote/facts.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** Shows a sales quote: what follows the revision is about its terms. */
export interface SalesQuoteDocument extends QuoteFacts {
  /** Counts the events of its stream. */
  readonly version: number;
  /** Says the business time of the last event. */
  readonly updatedAt: Instant;
}
