import { formatQuantity } from '../../../domain/shared/quantity.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { receiptType } from './document-type.ts';
import { fitted, itemOf, type Item } from './items.ts';
import { latinText } from './latin-text.ts';
import type { XmlContent } from './xml.ts';

/** How many lines the SII's schemas have room for. */
const mostLines = { receipt: 1000, other: 60 } as const;

/** The lines of a document: with their tax on receipts, without it on all others. */
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

/** The names a stamp and a line call it. */
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
