import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { groupBy } from '../../../adapters/cli/import/invoices.ts';

/**
 * Writes adapters/sandbox/products.json: the products that the most lines of the sample month name. The same file gives
 * the same products; run it again after changing a rule below.
 */
const productCount = 300;
const usualStock = '1000';

/** For trying refusals: the last products by popularity are scarce, and one more is no longer sold. */
const scarceStock = ['3', '1', '0'];
const firstScarce = productCount - scarceStock.length;
const discontinued = firstScarce - 1;

const rowSchema = z.object({
  InvoiceNo: z.string(),
  StockCode: z.string(),
  Description: z.string().trim(),
  Quantity: z.coerce.number(),
  UnitPrice: z.string(),
});
type Row = z.infer<typeof rowSchema>;

const at = (name: string): URL => new URL(name, import.meta.url);

const readRows = (): Row[] => {
  const csv = gunzipSync(readFileSync(at('online-retail-2010-12.csv.gz')));
  return z.array(rowSchema).parse(parse(csv, { columns: true }));
};

/** Goods have a stock code of five digits and at most letters after it; the rest are carriage, fees and vouchers. */
const isSaleOfGoods = (row: Row): boolean =>
  /^\d{5}[A-Z]*$/.test(row.StockCode) &&
  /^\d/.test(row.InvoiceNo) &&
  row.Quantity > 0 &&
  /^\d+(\.\d{1,2})?$/.test(row.UnitPrice) &&
  Number(row.UnitPrice) > 0;

/** The commonest value; the earliest of several. */
const mostCommon = (values: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
};

/** `WHITE HANGING HEART T-LIGHT HOLDER.` becomes `White hanging heart t-light holder`. */
const tidyName = (description: string): string => {
  const words = description
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s.,]+$/, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** An EAN-13 of the range kept for use within a company (prefix 2): it names no product of anybody else's. */
const barcode = (rank: number): string => {
  const digits = `200${String(rank).padStart(9, '0')}`;
  const sum = Array.from(digits, Number).reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${String((10 - (sum % 10)) % 10)}`;
};

const toProduct = ([stockCode, rows]: readonly [string, readonly Row[]], index: number) => ({
  variant_id: `var_${stockCode}`,
  sku: stockCode,
  product_name: tidyName(mostCommon(rows.map((row) => row.Description).filter((text) => text !== ''))),
  barcode: barcode(index + 1),
  unit_price: Number(mostCommon(rows.map((row) => row.UnitPrice))).toFixed(2),
  tax_class: 'standard',
  active: index !== discontinued,
  initial_stock: scarceStock[index - firstScarce] ?? usualStock,
});

const products = [...groupBy(readRows().filter(isSaleOfGoods), (row) => row.StockCode)]
  .toSorted(([codeA, a], [codeB, b]) => b.length - a.length || codeA.localeCompare(codeB, 'en'))
  .slice(0, productCount)
  .map(toProduct);

writeFileSync(at('../../../adapters/sandbox/products.json'), `${JSON.stringify(products, null, 2)}\n`);
