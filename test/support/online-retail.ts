import type { Row } from '../../adapters/cli/import/rows.ts';

let lines = 0;

/** A row of an Online Retail file; what a test does not care about is a plain sale to customer 17850. */
export const row = (given: Partial<Row> = {}): Row => ({
  line: ++lines,
  invoiceNo: '536365',
  stockCode: '85123A',
  description: 'WHITE HANGING HEART T-LIGHT HOLDER',
  quantity: '6',
  invoiceDate: '2010-12-01 08:26:00',
  unitPrice: '2.55',
  customerId: '17850',
  country: 'United Kingdom',
  ...given,
});

/** An async source of what a test has at hand. */
export async function* from<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}
