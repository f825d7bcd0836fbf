import { Big } from 'big.js';
import { extend, parseMinor, type Minor } from '../../../domain/shared/money.ts';
import { parseQuantity, type Quantity } from '../../../domain/shared/quantity.ts';
import type { Row } from './row.ts';

/** A line whose numbers were read. `amount` is quantity times price, signed and exact, as the file says it. */
export interface Line {
  readonly row: Row;
  readonly amount: Big;
  readonly quantity: Quantity;
  readonly unitPrice: Big;
}

/** Why a line can be no part of an order or a return. The domain's own refusal codes join these for whole orders. */
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

/** undefined where the quantity or the price is no number, or the quantity is out of range or has over 3 decimals. */
export const parseLine = (row: Row): Line | undefined => {
  const quantity = parseQuantity(row.quantity);
  const unitPrice = parseDecimal(row.unitPrice);
  if (quantity === undefined || unitPrice === undefined) return undefined;
  return { row, quantity, unitPrice, amount: unitPrice.times(quantity).div(1000) };
};

/** The price in pence, and the line's amount in them; undefined with the reason if either is not whole. */
export const inPence = (line: Line): { readonly unitPrice: Minor } | { readonly reason: LineReason } => {
  const unitPrice = parseMinor(line.unitPrice.toFixed(), 'GBP');
  if (unitPrice === undefined) return { reason: 'price_precision' };
  if (
    !line.amount
      .times(100)
      .abs()
      .eq(Math.abs(extend(unitPrice, line.quantity)))
  )
    return { reason: 'amount_precision' };
  return { unitPrice };
};

const parseDecimal = (text: string): Big | undefined =>
  /^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? new Big(text) : undefined;

/** `2010-12-01 08:26:00` (the file knows no zone: taken as UTC) as an instant; undefined if it is none. */
export const parseInstant = (text: string): string | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const time = new Date(`${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? ':00'}.000Z`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
};
