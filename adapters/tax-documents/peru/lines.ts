import { mulDivRound, type Minor, type Currency } from '../../../domain/shared/money.ts';
import type { TaxMode } from '../../../domain/shared/policy.ts';
import { formatQuantity } from '../../../domain/shared/quantity.ts';
import type { NumberedDocument, TaxLine } from '../../../domain/tax-document/document.ts';
import { lineDiscount, priceWithTax, units, exempt, taxed, type TaxTreatment } from './catalogues.ts';
import { amount, unitPrice, plainText, percent } from './text.ts';

const ppm = 1_000_000;
const longest = { description: 500, sku: 30 } as const;

/** Writes the value of a line without tax, which is what SUNAT counts with. */
const valueOf = ({ net, exempt }: TaxLine): Minor => net + exempt;

/** Returns the same before its discount: never less than after it, however the tax was rounded. */
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

/** Says what a line begins with in every document. `quantityTag` is what UBL calls its quantity. */
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

/** Lines of an invoice or receipt: the price is that before the discount, which stands by itself. */
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

interface Subtotal {
  readonly treatment: TaxTreatment;
  readonly base: Minor;
  readonly tax: Minor;
}

/** Lists the rates of the IGV with its municipal part: the general one, and those of small restaurants and hotels over the years. */
const ratesInForce = [180_000, 105_000, 100_000];

/**
 * SUNAT knows one rate of the IGV a document, and only those in force (its error 3462).
 * @throws Error for any other
 */
export const checkRates = ({ totals }: NumberedDocument): void => {
  const rates = totals.taxes.map(({ rate }) => rate);
  if (rates.length > 1 || rates.some((rate) => !ratesInForce.includes(rate))) {
    throw new Error(
      `SUNAT: a document has one rate of the IGV (18, 10.50 or 10%), not ${rates.map(percent).join(' and ')}`,
    );
  }
};

const schemeOf = ({ scheme }: TaxTreatment) => ({
  'cac:TaxScheme': { 'cbc:ID': scheme.id, 'cbc:Name': scheme.name, 'cbc:TaxTypeCode': scheme.type },
});

const subtotalOf = ({ base, tax, treatment }: Subtotal, currency: Currency, category: object) => ({
  'cbc:TaxableAmount': amount(base, currency),
  'cbc:TaxAmount': amount(tax, currency),
  'cac:TaxCategory': { ...category, ...schemeOf(treatment) },
});

/**
 * Writes the taxes of the whole document: one sum for what is taxed, one for what is exempt, if there is any of it.
 *
 * SUNAT works them out again from the lines and forgives one unit of the currency (its errors 3277, 3291, 3294). Split once for
 * the sum they agree to the cent. Split line by line each line may be half a cent off, which stays within it up to 200 lines.
 */
export const taxTotal = ({ lines, totals, currency }: NumberedDocument) => {
  const subtotals: Subtotal[] = [
    { treatment: taxed, base: totals.net, tax: totals.tax },
    { treatment: exempt, base: totals.exempt, tax: 0 },
  ];
  const present = new Set(lines.map(treatmentOf));
  return {
    'cbc:TaxAmount': amount(totals.tax, currency),
    'cac:TaxSubtotal': subtotals
      .filter(({ treatment }) => present.has(treatment))
      .map((subtotal) => subtotalOf(subtotal, currency, {})),
  };
};

const treatmentOf = ({ taxRate }: TaxLine): TaxTreatment => (taxRate === 0 ? exempt : taxed);

/** Writes the tax of one line, with why it is due or not. */
const lineTax = (line: TaxLine, currency: Currency) => {
  const treatment = treatmentOf(line);
  const category = { 'cbc:Percent': percent(line.taxRate), 'cbc:TaxExemptionReasonCode': treatment.reason };
  return {
    'cbc:TaxAmount': amount(line.tax, currency),
    'cac:TaxSubtotal': subtotalOf({ treatment, base: line.net + line.exempt, tax: line.tax }, currency, category),
  };
};
