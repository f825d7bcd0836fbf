import { mulDivRound, type Minor } from '../../../domain/shared/money.ts';
import type { TaxMode } from '../../../domain/shared/policy.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';
import type { TaxLine } from '../../../domain/tax-document/document.ts';

/** A line of the SII's `Detalle`: `price * quantity - discount = amount`. */
export interface Item {
  readonly name: string;
  readonly sku: string;
  /** More than the name says. */
  readonly description?: string;
  readonly quantity: Quantity;
  /** Millionths of a peso. */
  readonly price: number;
  readonly discount: Minor;
  readonly amount: Minor;
  readonly isExempt: boolean;
}

/** Whether the lines of a document say their amounts with the tax in them, as receipts do, or without. */
export type Basis = 'gross' | 'net';

const million = 1_000_000;

/** What a discount of the price list is in a document that counts the other way. */
const converted = (discount: Minor, { taxRate }: TaxLine, basis: Basis): Minor =>
  basis === 'gross'
    ? mulDivRound(discount, million + taxRate, million)
    : mulDivRound(discount, million, million + taxRate);

/** A line as a document of that basis says it. The amounts of all lines add up to the document's totals, as its lines do. */
export const itemOf = (line: TaxLine, basis: Basis, mode: TaxMode): Item => {
  const isExempt = line.taxRate === 0;
  const isAsPriced = isExempt || (basis === 'gross') === (mode === 'inclusive');
  const amount = basis === 'gross' ? line.total : line.net + line.exempt;
  const discount = isAsPriced ? line.discount : converted(line.discount, line, basis);
  const undiscounted = amount + discount;
  return {
    name: line.description,
    sku: line.sku,
    quantity: line.quantity,
    price:
      isAsPriced && undiscounted === line.subtotal
        ? line.unitPrice * million
        : mulDivRound(undiscounted, million * 1000, line.quantity),
    discount,
    amount,
    isExempt,
  };
};

/** Lines that a form has no room for, as one. */
const together = (items: readonly Item[], isExempt: boolean): readonly Item[] => {
  const parts = items.filter((item) => item.isExempt === isExempt);
  if (parts.length === 0) return [];
  const amount = parts.reduce((sum, part) => sum + part.amount, 0);
  return [
    {
      name: `Otros ${parts.length} productos`,
      sku: '',
      description: parts.map(({ name }) => name).join(', '),
      quantity: 1000,
      price: amount * million,
      discount: 0,
      amount,
      isExempt,
    },
  ];
};

/** At most `limit` lines (2 or more): the last ones put together, taxed and exempt ones apart, if there are more. */
export const fitted = (items: readonly Item[], limit: number): readonly Item[] => {
  if (items.length <= limit) return items;
  const rest = items.slice(limit - 2);
  return [...items.slice(0, limit - 2), ...together(rest, false), ...together(rest, true)];
};
