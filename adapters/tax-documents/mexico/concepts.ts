import { currencyDecimals, extend, type Minor } from '../../../domain/shared/money.ts';
import { formatQuantity } from '../../../domain/shared/quantity.ts';
import type { DocumentContent, TaxLine } from '../../../domain/tax-document/document.ts';
import { adjustmentSku } from '../../../domain/tax-document/note-parts.ts';
import { million, unitValue, withoutTax, type Millionths } from './amounts.ts';
import { withinLimits, type TaxShare } from './tax-shares.ts';
import { plainText } from './text.ts';

/** How the SAT's catalogues call something that is sold: c_ClaveProdServ and c_ClaveUnidad. */
export interface GoodsCodes {
  readonly product: string;
  readonly unit: string;
}

/** What the SAT's catalogues call an article; undefined for what is not known: `01010101`, pieces. */
export type GoodsCodesOf = (sku: string) => GoodsCodes | undefined;

/** A line of a CFDI. Amounts are without tax. */
export interface Concept extends GoodsCodes {
  readonly identification: string;
  readonly quantity: string;
  readonly description: string;
  readonly unitValue: Millionths;
  readonly amount: Minor;
  readonly discount: Minor;
  /** Nothing is to tax where the base is 0. */
  readonly share: TaxShare;
}

/** Not in the SAT's catalogue; pieces. */
const unknownGoods: GoodsCodes = { product: '01010101', unit: 'H87' };
/** What is no goods: shipping. */
const service: GoodsCodes = { product: '01010101', unit: 'E48' };
/** An amount that changes a sale without any goods: a billing service, an activity. */
const adjustment: GoodsCodes = { product: '84111506', unit: 'ACT' };
/** What the SAT prescribes for sales to the public at large. */
const saleToThePublic: GoodsCodes = { product: '01010101', unit: 'ACT' };

/** A concept a line. What costs nothing is left out: a CFDI has no place for it. */
export const conceptsOf = (document: DocumentContent, goodsCodesOf: GoodsCodesOf): readonly Concept[] =>
  pricedLines(document).map(({ line, amount, discount, rate, base, tax }) => ({
    ...codesOf(line, goodsCodesOf),
    identification: plainText(line.sku, 100),
    quantity: formatQuantity(line.quantity),
    description: plainText(line.description, 1000),
    unitValue: unitValueOf(line, amount, document),
    amount,
    discount,
    share: { rate, base, tax },
  }));

/** The same without a word on what was sold: as the SAT wants sales to the public at large. */
export const anonymousConceptsOf = (document: DocumentContent): readonly Concept[] =>
  pricedLines(document).map(({ amount, discount, rate, base, tax }) => ({
    ...saleToThePublic,
    identification: plainText(document.orderNumber, 100),
    quantity: '1',
    description: 'Venta',
    unitValue: unitValue(amount, 1000, scaleOf(document)),
    amount,
    discount,
    share: { rate, base, tax },
  }));

interface PricedLine extends TaxShare {
  readonly line: TaxLine;
  /** Before the discount, so that less the discount exactly the base is left. */
  readonly amount: Minor;
  readonly discount: Minor;
}

const pricedLines = (document: DocumentContent): readonly PricedLine[] =>
  withinLimits(document.lines.map((line) => pricedLine(line, document)).filter(({ amount }) => amount > 0));

const pricedLine = (line: TaxLine, { priceMode }: DocumentContent): PricedLine => {
  const { net, exempt, tax, taxRate } = line;
  const base = net + exempt;
  const discount = priceMode === 'inclusive' ? withoutTax(line.discount, taxRate) : line.discount;
  return { line, amount: base + discount, discount, rate: taxRate, base, tax };
};

/** The price itself where it gives the amount; otherwise what gives it. */
const unitValueOf = ({ unitPrice, quantity }: TaxLine, amount: Minor, document: DocumentContent): Millionths =>
  document.priceMode === 'exclusive' && extend(unitPrice, quantity) === amount
    ? unitPrice * (million / scaleOf(document))
    : unitValue(amount, quantity, scaleOf(document));

/** How many minor units the currency's unit has. */
const scaleOf = ({ currency }: DocumentContent): number => 10 ** currencyDecimals[currency];

const codesOf = (line: TaxLine, goodsCodesOf: GoodsCodesOf): GoodsCodes => {
  if (line.lineId !== null) return goodsCodesOf(line.sku) ?? unknownGoods;
  return line.sku === adjustmentSku ? adjustment : service;
};
