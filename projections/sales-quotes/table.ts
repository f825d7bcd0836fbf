import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable } from '../runner/table.ts';
import { searchWords } from '../paging/search-words.ts';
import { evolveSalesQuote } from './evolve.ts';
import type { SalesQuoteDocument } from './view.ts';

const { text, optionalText, texts, boolean, timestamp } = columnsOf<SalesQuoteDocument>();

/** Gives what a quote is found by: the customer's and our own number of its order, its lines' SKUs. Never personal data. */
const wordsOf = ({ acceptance, order, quote }: SalesQuoteDocument): readonly string[] => {
  const numbers = [acceptance?.purchaseOrderNumber, order?.orderNumber];
  return searchWords([...numbers, ...quote.lines.map(({ sku }) => sku)].join(' '));
};

/** Keeps sales quotes as `GET /quotes` lists them and `GET /quotes/{id}` shows them. */
export const salesQuotes = defineReadModel({
  name: 'sales_quotes',
  version: 1,
  categories: ['quote'],
  subject: 'a quote',
  evolve: evolveSalesQuote,
  tables: {
    sales_quotes: documentTable({
      since: '0007_sales_quotes',
      id: 'sales_quote_id',
      columns: {
        customer_id: optionalText((quote) => quote.customerId),
        status: text((quote) => quote.status),
        // Whether the customer sees the current terms.
        is_offered: boolean((quote) => quote.offeredAt !== null),
        terms: texts(wordsOf),
        drafted_at: timestamp((quote) => quote.draftedAt),
        updated_at: timestamp((quote) => quote.updatedAt),
      },
      indexes: [
        '(organization_id, drafted_at, sales_quote_id)',
        '(organization_id, customer_id, drafted_at, sales_quote_id)',
        '(organization_id, status, drafted_at, sales_quote_id)',
        'using gin (terms)',
      ],
      storage: 'external',
    }),
  },
});

export type SalesQuoteTables = TablesOf<typeof salesQuotes>;
