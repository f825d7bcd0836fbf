import { inPence, parseInstant, parseLine, type Line, type LineReason } from './parse-line.ts';
import type { Invoice } from './group-invoices.ts';
import type { SaleLine } from './import-order.ts';
import type { Row } from './row.ts';

/** A line that ends in the rejects. Without `line` its numbers could not be read. */
export interface Reject {
  readonly row: Row;
  readonly line: Line | undefined;
  readonly reason: string;
}

/** A good line of a return invoice; its quantity is negative. */
export interface ReturnLine {
  readonly line: Line;
  readonly unitPrice: number;
}

/** What an invoice turns out to be. `lines` are all of its lines, as far as they could be read. */
export type Classified = {
  readonly invoiceNo: string;
  readonly customerId: string;
  readonly at: string;
  readonly lines: readonly (Line | undefined)[];
  readonly rejects: readonly Reject[];
} & (
  | { readonly kind: 'order'; readonly good: readonly SaleLine[] }
  | { readonly kind: 'return'; readonly good: readonly ReturnLine[] }
  | { readonly kind: 'other' }
);

/** Sorts an invoice's lines: the first reason that fits a line rejects it. The domain judges what is left. */
export const classify = ({ invoiceNo, rows }: Invoice): Classified => {
  const read = rows.map((row) => ({ row, line: parseLine(row) }));
  const lines = read.map(({ line }) => line);
  const rejects: Reject[] = [];
  const at = parseInstant(rows[0]?.invoiceDate ?? '');
  const common = { invoiceNo, customerId: rows[0]?.customerId ?? '', at: at ?? '', lines, rejects };
  const kind = kindOf(invoiceNo);

  const good: ReturnLine[] = [];
  for (const { row, line } of read) {
    if (kind === 'other') rejects.push({ row, line, reason: 'not_a_sale' });
    else if (line === undefined || at === undefined) rejects.push({ row, line, reason: 'malformed_line' });
    else {
      const priced = judge(kind, line);
      if ('reason' in priced) rejects.push({ row, line, reason: priced.reason });
      else good.push({ line, unitPrice: priced.unitPrice });
    }
  }
  if (kind === 'other') return { ...common, kind };
  if (kind === 'return') return { ...common, kind, good };
  return { ...common, kind, good: good.map((sale, index) => ({ ...sale, lineId: `L${index + 1}` })) };
};

const kindOf = (invoiceNo: string): Classified['kind'] => {
  if (invoiceNo.startsWith('C')) return 'return';
  return /^\d/.test(invoiceNo) ? 'order' : 'other';
};

const judge = (kind: 'order' | 'return', line: Line): ReturnType<typeof inPence> => {
  const reject = (reason: LineReason) => ({ reason });
  if (kind === 'order' && line.quantity <= 0) return reject('non_positive_quantity');
  if (kind === 'return' && line.quantity >= 0) return reject('non_negative_return_quantity');
  if (line.unitPrice.lte(0)) return reject('non_positive_price');
  const priced = inPence(line);
  if (kind === 'return' && 'unitPrice' in priced && line.row.customerId === '') return reject('no_customer');
  return priced;
};
