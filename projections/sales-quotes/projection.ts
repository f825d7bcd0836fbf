import { termsOf } from '../orders/search-terms.ts';
import { placeOf } from '../runner/known-events.ts';
import { ProjectionFault } from '../runner/projection-fault.ts';
import { loadDocuments, upsertDocuments } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import { changedQuote, draftedQuote } from './evolve.ts';
import type { SalesQuoteDocument } from './view.ts';

/** Sales quotes as `GET /quotes` lists them and `GET /quotes/{id}` shows them. */
export const salesQuotesProjection = streamProjection<'quote', SalesQuoteDocument>({
  name: 'sales_quotes',
  version: 1,
  categories: ['quote'],
  tables: ['sales_quotes'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (quote, { event, recorded }) => {
    if (event.type === 'SalesQuoteDrafted') return draftedQuote(event);
    if (quote === undefined) throw new ProjectionFault(`a quote begins with ${event.type} at ${placeOf(recorded)}`);
    return { ...changedQuote(quote, event), version: recorded.version };
  },

  load: (readModel, streams) => loadDocuments(readModel, 'sales_quotes', 'sales_quote_id', streams),

  save: (readModel, changed) =>
    upsertDocuments(
      readModel,
      'sales_quotes',
      ['organization_id', 'sales_quote_id'],
      changed.map(({ organizationId, document }) => ({
        organization_id: organizationId,
        sales_quote_id: document.salesQuoteId,
        customer_id: document.customerId,
        status: document.status,
        is_offered: document.offeredAt !== null,
        terms: [...searchTerms(document)],
        drafted_at: document.draftedAt,
        updated_at: document.updatedAt,
        version: document.version,
      })),
      changed.map(({ document }) => document),
    ),
});

/** What a quote is found by: the customer's and our own number of its order, its lines' SKUs. Never personal data. */
const searchTerms = ({ acceptance, order, quote }: SalesQuoteDocument): readonly string[] => {
  const numbers = [acceptance?.purchaseOrderNumber, order?.orderNumber];
  return termsOf([...numbers, ...quote.lines.map(({ sku }) => sku)].join(' '));
};
