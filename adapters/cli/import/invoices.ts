import type { Row } from './rows.ts';

/** Holds the lines of one `InvoiceNo`, in the file's order. */
export interface Invoice {
  readonly invoiceNo: string;
  readonly rows: readonly Row[];
}

/** Counts the lines of each invoice. Done before {@link groupInvoices}, which then knows when one is complete. */
export const countLines = async (rows: AsyncIterable<Row>): Promise<Map<string, number>> => {
  const counts = new Map<string, number>();
  for await (const { invoiceNo } of rows) counts.set(invoiceNo, (counts.get(invoiceNo) ?? 0) + 1);
  return counts;
};

/**
 * Yields invoices in the order of their first lines, also where the lines of several are mixed. Holds only those rows that wait
 * for an earlier invoice to be complete.
 */
export async function* groupInvoices(
  rows: AsyncIterable<Row>,
  counts: ReadonlyMap<string, number>,
): AsyncGenerator<Invoice> {
  // A Map keeps the order in which its keys came: its first entry is the earliest invoice that is not out yet.
  const waiting = new Map<string, Row[]>();
  for await (const row of rows) {
    const group = waiting.get(row.invoiceNo);
    if (group === undefined) waiting.set(row.invoiceNo, [row]);
    else group.push(row);
    for (const [invoiceNo, lines] of waiting) {
      if (lines.length < (counts.get(invoiceNo) ?? 0)) break;
      waiting.delete(invoiceNo);
      yield { invoiceNo, rows: lines };
    }
  }
}

/** Groups items by key; keys and the items of each stay in the order in which they came. (Node 20 has no `Map.groupBy`.) */
export const groupBy = <Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};
