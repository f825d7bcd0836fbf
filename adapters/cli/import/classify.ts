import { Big } from 'big.js';
import { extend, parseMinor, type Minor } from '../../../domain/shared/money.ts';
import { parseQuantity, type Quantity } from '../../../domain/shared/quantity.ts';
import type { Invoice } from './invoices.ts';
import type { Row } from './rows.ts';

/** Holds a line whose numbers were read. `amount` is quantity times price, signed and exact, as the file says it. */
export interface Line {
  readonly row: Row;
  readonly amount: Big;
  readonly quantity: Quantity;
  readonly unitPrice: Big;
}

/** Names why a line can be no part of an order or a return. The domain's own refusal codes join these for whole orders. */
export type LineReason =
  | 'malformed_line'
  | 'not_a_sale'
  | 'non_positive_quantity'
  | 'non_negative_return_quantity'
  | 'non_positive_price'
  | 'price_precision'
  | 'amount_precision'
  | 'no_customer'
  | 'no_matching_order_line';

/** Reads the numbers of a line: undefined where the quantity or the price is no number, or the quantity is out of range or has over 3 decimals. */
export const parseLine = (row: Row): Line | undefined => {
  const quantity = parseQuantity(row.quantity);
  const unitPrice = parseDecimal(row.unitPrice);
  if (quantity === undefined || unitPrice === undefined) return undefined;
  return { row, quantity, unitPrice, amount: unitPrice.times(quantity).div(1000) };
};

/** Gives the price in pence, or the reason if it or the line's amount is not whole in them. */
const inPence = (line: Line): { readonly unitPrice: Minor } | { readonly reason: LineReason } => {
  const unitPrice = parseMinor(line.unitPrice.toFixed(), 'GBP');
  if (unitPrice === undefined) return { reason: 'price_precision' };
  const amount = line.amount.times(100).abs();
  return amount.eq(Math.abs(extend(unitPrice, line.quantity))) ? { unitPrice } : { reason: 'amount_precision' };
};

const parseDecimal = (text: string): Big | undefined =>
  /^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? new Big(text) : undefined;

/** Reads `2010-12-01 08:26:00` as an instant, in UTC as the file names no zone; undefined if it is none. */
const parseInstant = (text: string): string | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const time = new Date(`${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? ':00'}.000Z`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
};

/** Holds a line that ends in the rejects. Without `line` its numbers could not be read. */
export interface Reject {
  readonly row: Row;
  readonly line: Line | undefined;
  readonly reason: string;
}

/** Holds a good line of a return invoice; its quantity is negative. */
export interface ReturnLine {
  readonly line: Line;
  readonly unitPrice: Minor;
}

/** Holds a good line of an order invoice. */
export interface SaleLine extends ReturnLine {
  readonly lineId: string;
}

/** Says what an invoice turns out to be. `lines` are all of its lines, as far as they could be read. */
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
