import type { SalesQuoteStatus } from '../../domain/quote/events.ts';
import type { Page, PageRequest } from '../paging/queries.ts';
import { hasWords } from '../paging/search-words.ts';
import { findDocument, matching, readPage, type Visibility } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { SalesQuoteTables } from './table.ts';
import type { SalesQuoteDocument } from './view.ts';

export interface SalesQuoteFilters {
  readonly status?: SalesQuoteStatus;
  readonly customerId?: string;
  /** Finds by words that all are in the quote: its purchase order, its order's number, SKUs of its lines. */
  readonly q?: string;
}

export interface SalesQuoteQueries {
  /** Gives undefined if there is none, or it is not `onlyCustomerId`'s, or it was not offered to them. */
  getSalesQuote(
    organizationId: string,
    salesQuoteId: string,
    visibility?: Visibility,
  ): Promise<SalesQuoteDocument | undefined>;
  /** Lists the newest first; of `onlyCustomerId`'s those that were offered to them. */
  listSalesQuotes(
    organizationId: string,
    filters: SalesQuoteFilters & Visibility,
    page: PageRequest,
  ): Promise<Page<SalesQuoteDocument>>;
}

export const salesQuoteQueries = ({ db }: ReadModel): SalesQuoteQueries => {
  const quotes = db.withTables<SalesQuoteTables>().selectFrom('sales_quotes').select('document');
  const visible = (organizationId: string, { onlyCustomerId }: Visibility) =>
    matching(quotes, {
      organization_id: organizationId,
      customer_id: onlyCustomerId,
      is_offered: onlyCustomerId === undefined ? undefined : true,
    });
  return {
    getSalesQuote: (organizationId, salesQuoteId, visibility = {}) =>
      findDocument(visible(organizationId, visibility), { sales_quote_id: salesQuoteId }),

    listSalesQuotes: (organizationId, { status, customerId, q, ...visibility }, page) => {
      const found = visible(organizationId, visibility);
      return readPage(q === undefined ? found : found.where(hasWords(q)), {
        where: { status, customer_id: customerId },
        by: ['drafted_at', 'sales_quote_id'],
        page,
        item: ({ document }) => document,
        place: ({ draftedAt, salesQuoteId }) => ({ at: draftedAt, id: salesQuoteId }),
      });
    },
  };
};
