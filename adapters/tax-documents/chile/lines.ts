import { mulDivRound, type Minor } from '../../../domain/shared/money.ts';
import type { TaxMode } from '../../../domain/shared/policy.ts';
import { formatQuantity, type Quantity } from '../../../domain/shared/quantity.ts';
import type { TaxLine, NumberedDocument } from '../../../domain/tax-document/document.ts';
import { receiptType } from './catalogues.ts';
import { latinText, type XmlContent } from './text.ts';

/** Describes a line of the SII's `Detalle`: `price * quantity - discount = amount`. */
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

/** Says whether the lines of a document have their amounts with the tax in them, as receipts do, or without. */
type Basis = 'gross' | 'net';

const million = 1_000_000;

/** Says what a discount of the price list is in a document that counts the other way. */
const converted = (discount: Minor, { taxRate }: TaxLine, basis: Basis): Minor =>
  basis === 'gross'
    ? mulDivRound(discount, million + taxRate, million)
    : mulDivRound(discount, million, million + taxRate);

/** Writes a line as a document of that basis says it. The amounts of all lines add up to the document's totals, as its lines do. */
const itemOf = (line: TaxLine, basis: Basis, mode: TaxMode): Item => {
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
const fitted = (items: readonly Item[], limit: number): readonly Item[] => {
  if (items.length <= limit) return items;
  const rest = items.slice(limit - 2);
  return [...items.slice(0, limit - 2), ...together(rest, false), ...together(rest, true)];
};

/** Says how many lines the SII's schemas have room for. */
const mostLines = { receipt: 1000, other: 60 } as const;

/** Writes the lines of a document: with their tax on receipts, without it on any other. */
export const itemsOf = ({ documentType, lines, priceMode }: NumberedDocument): readonly Item[] => {
  const isReceipt = documentType === receiptType;
  const items = lines.map((line) => itemOf(line, isReceipt ? 'gross' : 'net', priceMode));
  return fitted(items, isReceipt ? mostLines.receipt : mostLines.other);
};

/** Millionths as a decimal without needless zeros. */
const priceText = (price: number): string => {
  const digits = String(price).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
};

/** Writes the name that a stamp and a line have for it. */
export const itemName = ({ name }: Item, limit: number): string => latinText(name, limit);

/** `Detalle`, once a line. What would be zero is left out: the schemas want more than that. */
export const detail = (items: readonly Item[]): readonly XmlContent[] =>
  items.map((item, index) => ({
    NroLinDet: index + 1,
    CdgItem: item.sku === '' ? undefined : { TpoCodigo: 'INT1', VlrCodigo: latinText(item.sku, 35) },
    IndExe: item.isExempt ? 1 : undefined,
    NmbItem: itemName(item, 80),
    DscItem: item.description === undefined ? undefined : latinText(item.description, 1000),
    QtyItem: formatQuantity(item.quantity),
    PrcItem: item.price === 0 ? undefined : priceText(item.price),
    DescuentoMonto: item.discount === 0 ? undefined : item.discount,
    MontoItem: item.amount,
  }));
