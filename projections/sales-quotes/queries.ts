import { sql } from 'kysely';
import type { SalesQuoteStatus } from '../../domain/quote/events.ts';
import { termsOf } from '../orders/search-terms.ts';
import { maxPageSize, pageOf, type Page, type PageRequest } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { SalesQuoteDocument } from './view.ts';

export interface SalesQuoteFilters {
  readonly status?: SalesQuoteStatus;
  readonly customerId?: string;
  /** Words that all are in the quote: its purchase order, its order's number, SKUs of its lines. */
  readonly q?: string;
}

/** Whom a quote is shown to. */
interface Beholder {
  /** Only their own, and of these only what was offered to them. */
  readonly onlyCustomerId?: string;
}

export interface SalesQuoteQueries {
  /** undefined if there is none, or not for this beholder. */
  getSalesQuote(
    organizationId: string,
    salesQuoteId: string,
    options?: Beholder,
  ): Promise<SalesQuoteDocument | undefined>;
  /** Newest first. */
  listSalesQuotes(
    organizationId: string,
    filters: SalesQuoteFilters & Beholder,
    page: PageRequest,
  ): Promise<Page<SalesQuoteDocument>>;
}

export const salesQuoteQueries = ({ db }: ReadModel): SalesQuoteQueries => {
  const quotesOf = (organizationId: string, { onlyCustomerId }: Beholder) => {
    const all = db.selectFrom('sales_quotes').select('document').where('organization_id', '=', organizationId);
    return onlyCustomerId === undefined
      ? all
      : all.where('customer_id', '=', onlyCustomerId).where('is_offered', '=', true);
  };

  return {
    getSalesQuote: async (organizationId, salesQuoteId, beholder = {}) => {
      const row = await quotesOf(organizationId, beholder)
        .where('sales_quote_id', '=', salesQuoteId)
        .executeTakeFirst();
      return row?.document;
    },

    listSalesQuotes: async (organizationId, { status, customerId, q, ...beholder }, { limit: wanted, after }) => {
      const limit = Math.min(wanted, maxPageSize);
      let query = quotesOf(organizationId, beholder);
      if (status !== undefined) query = query.where('status', '=', status);
      if (customerId !== undefined) query = query.where('customer_id', '=', customerId);
      if (q !== undefined) query = query.where(sql<boolean>`terms @> ${termsOf(q)}::text[]`);
      if (after !== undefined) {
        query = query.where((row) =>
          row(row.refTuple('drafted_at', 'sales_quote_id'), '<', row.tuple(new Date(after.at), after.id)),
        );
      }
      const rows = await query
        .orderBy('drafted_at', 'desc')
        .orderBy('sales_quote_id', 'desc')
        .limit(limit + 1)
        .execute();
      const documents = rows.map(({ document }) => document);
      return pageOf(documents, limit, ({ draftedAt, salesQuoteId }) => ({ at: draftedAt, id: salesQuoteId }));
    },
  };
};
