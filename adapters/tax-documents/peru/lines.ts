import type { NumberedDocument, TaxLine } from '../../../domain/tax-document/document.ts';
import { mulDivRound, type Minor } from '../../../domain/shared/money.ts';
import type { TaxMode } from '../../../domain/shared/policy.ts';
import { formatQuantity } from '../../../domain/shared/quantity.ts';
import { amount, unitPrice } from './amounts.ts';
import { lineDiscount, priceWithTax, units } from './catalogues.ts';
import { lineTax } from './tax-totals.ts';
import { plainText } from './text.ts';

const ppm = 1_000_000;
const longest = { description: 500, sku: 30 } as const;

/** The value of a line without tax, which is what SUNAT counts with. */
const valueOf = ({ net, exempt }: TaxLine): Minor => net + exempt;

/** The same before its discount: never less than after it, however the tax was rounded. */
const valueBeforeDiscount = (line: TaxLine, mode: TaxMode): Minor => {
  const value = valueOf(line);
  if (line.discount === 0) return value;
  if (mode === 'exclusive') return value + line.discount;
  return Math.max(value, mulDivRound(line.subtotal, ppm, ppm + line.taxRate));
};

const discountOf = (before: Minor, value: Minor, currency: NumberedDocument['currency']) =>
  before === value
    ? undefined
    : {
        'cbc:ChargeIndicator': 'false',
        'cbc:AllowanceChargeReasonCode': lineDiscount,
        'cbc:Amount': amount(before - value, currency),
        'cbc:BaseAmount': amount(before, currency),
      };

const itemOf = ({ description, sku }: TaxLine) => ({
  'cbc:Description': plainText(description, longest.description),
  'cac:SellersItemIdentification': { 'cbc:ID': plainText(sku, longest.sku) },
});

/** What a line begins with in every document. `quantityTag` is what UBL calls its quantity. */
const headOf = (quantityTag: string, line: TaxLine, index: number, { currency }: NumberedDocument) => ({
  'cbc:ID': String(index + 1),
  [quantityTag]: {
    '@unitCode': line.lineId === null ? units.service : units.goods,
    '#': formatQuantity(line.quantity),
  },
  'cbc:LineExtensionAmount': amount(valueOf(line), currency),
  'cac:PricingReference': {
    'cac:AlternativeConditionPrice': {
      'cbc:PriceAmount': unitPrice(valueOf(line) + line.tax, line.quantity, currency),
      'cbc:PriceTypeCode': priceWithTax,
    },
  },
});

/** Lines of an invoice or receipt: the price is that before the discount, which is told apart. */
export const invoiceLines = (document: NumberedDocument) =>
  document.lines.map((line, index) => {
    const before = valueBeforeDiscount(line, document.priceMode);
    return {
      ...headOf('cbc:InvoicedQuantity', line, index, document),
      'cac:AllowanceCharge': discountOf(before, valueOf(line), document.currency),
      'cac:TaxTotal': lineTax(line, document.currency),
      'cac:Item': itemOf(line),
      'cac:Price': { 'cbc:PriceAmount': unitPrice(before, line.quantity, document.currency) },
    };
  });

/**
 * Lines of a note: SUNAT counts no discounts in them, so the price is that after it, and what was free is left out.
 * @throws Error if nothing is left
 */
export const noteLines = (quantityTag: 'cbc:CreditedQuantity' | 'cbc:DebitedQuantity', document: NumberedDocument) => {
  const priced = document.lines.filter(({ total }) => total > 0);
  if (priced.length === 0) throw new Error('SUNAT: a note over nothing');
  return priced.map((line, index) => ({
    ...headOf(quantityTag, line, index, document),
    'cac:TaxTotal': lineTax(line, document.currency),
    'cac:Item': itemOf(line),
    'cac:Price': { 'cbc:PriceAmount': unitPrice(valueOf(line), line.quantity, document.currency) },
  }));
};
