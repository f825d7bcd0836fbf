import { currencyDecimals, extend, formatMinor, type Minor, type Currency } from '../../../domain/shared/money.ts';
import type { RatePpm } from '../../../domain/shared/policy.ts';
import { formatQuantity } from '../../../domain/shared/quantity.ts';
import type { DocumentContent, TaxLine } from '../../../domain/tax-document/document.ts';
import { adjustmentSku } from '../../../domain/tax-document/note-parts.ts';
import { million, unitValue, withoutTax, plainText, formatMillionths, type Millionths } from './text.ts';
import { node, type XmlNode } from './xml.ts';

/** Says how the SAT's catalogues call something that is sold: c_ClaveProdServ and c_ClaveUnidad. */
interface GoodsCodes {
  readonly product: string;
  readonly unit: string;
}

/** Says what the SAT's catalogues call an article; undefined for what is not known: `01010101`, pieces. */
export type GoodsCodesOf = (sku: string) => GoodsCodes | undefined;

/** Describes a line of a CFDI. Amounts are without tax. */
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

/** Holds the codes of what is not in the SAT's catalogue; pieces. */
const unknownGoods: GoodsCodes = { product: '01010101', unit: 'H87' };
/** Holds the codes of what is no goods: shipping. */
const service: GoodsCodes = { product: '01010101', unit: 'E48' };
/** Holds the codes of an amount that changes a sale without any goods: a billing service, an activity. */
const adjustment: GoodsCodes = { product: '84111506', unit: 'ACT' };
/** Says what the SAT prescribes for sales to the public at large. */
const saleToThePublic: GoodsCodes = { product: '01010101', unit: 'ACT' };

/** Writes a concept a line. What costs nothing is left out: a CFDI has no place for it. */
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

/** Writes the same without a word on what was sold: as the SAT wants sales to the public at large. */
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

/** Writes the price itself where it gives the amount; otherwise what gives it. */
const unitValueOf = ({ unitPrice, quantity }: TaxLine, amount: Minor, document: DocumentContent): Millionths =>
  document.priceMode === 'exclusive' && extend(unitPrice, quantity) === amount
    ? unitPrice * (million / scaleOf(document))
    : unitValue(amount, quantity, scaleOf(document));

/** Says how many minor units the currency's unit has. */
const scaleOf = ({ currency }: DocumentContent): number => 10 ** currencyDecimals[currency];

const codesOf = (line: TaxLine, goodsCodesOf: GoodsCodesOf): GoodsCodes => {
  if (line.lineId !== null) return goodsCodesOf(line.sku) ?? unknownGoods;
  return line.sku === adjustmentSku ? adjustment : service;
};

/** Describes the tax of one concept. A rate of 0 is exempt. */
export interface TaxShare {
  readonly rate: RatePpm;
  readonly base: Minor;
  readonly tax: Minor;
}

interface Limits {
  readonly lowest: Minor;
  readonly highest: Minor;
}

const twoMillion = 2_000_000n;

/**
 * Says what the SAT takes as the tax on a base that is written to the minor unit (CFDI40180): the base may be half a unit less or
 * more than written; the tax is then cut off, or rounded up, to the minor unit.
 */
const limitsOf = ({ base, rate }: TaxShare): Limits => {
  if (base === 0) return { lowest: 0, highest: 0 };
  const twice = 2n * BigInt(base);
  const ppm = BigInt(rate);
  return {
    lowest: Number(((twice - 1n) * ppm) / twoMillion),
    highest: Number(((twice + 1n) * ppm + twoMillion - 1n) / twoMillion),
  };
};

/**
 * Taxes that were split from a total may stray from their own line's base by more than the SAT takes. They are moved between
 * the lines of a rate, each within its limits, and add up to the same; what no line can take stays with the last one, for the
 * authority to judge.
 */
export const withinLimits = <Share extends TaxShare>(shares: readonly Share[]): readonly Share[] =>
  [...new Set(shares.map(({ rate }) => rate))].reduce(settleRate, shares);

const settleRate = <Share extends TaxShare>(shares: readonly Share[], rate: RatePpm): readonly Share[] => {
  const clamped = shares.map((share) => (share.rate === rate ? withTax(share, share.tax) : share));
  const last = clamped.findLastIndex((share) => share.rate === rate);
  let rest = sumOfTaxes(shares) - sumOfTaxes(clamped);
  return clamped.map((share, index) => {
    if (share.rate !== rate) return share;
    const settled = index === last ? { ...share, tax: share.tax + rest } : withTax(share, share.tax + rest);
    rest -= settled.tax - share.tax;
    return settled;
  });
};

/** With this tax, or the nearest one that the SAT takes. */
const withTax = <Share extends TaxShare>(share: Share, tax: Minor): Share => {
  const { lowest, highest } = limitsOf(share);
  return { ...share, tax: Math.min(Math.max(tax, lowest), highest) };
};

const sumOfTaxes = (shares: readonly TaxShare[]): Minor => shares.reduce((total, { tax }) => total + tax, 0);

/** IVA (c_Impuesto). */
const valueAddedTax = '002';

/**
 * Taxes that are passed on, as each part of a document writes them: with a `suffix` on all its names.
 * What has a rate of 0 is exempt, and names neither rate nor amount.
 *
 * @example traslados('pago20', 'DR', shares, 'MXN') // pago20:TrasladosDR > pago20:TrasladoDR BaseDR="100.00" …
 */
export const traslados = (
  prefix: 'cfdi' | 'pago20',
  suffix: '' | 'DR' | 'P',
  shares: readonly TaxShare[],
  currency: Currency,
): XmlNode =>
  node(
    `${prefix}:Traslados${suffix}`,
    {},
    shares.map(({ rate, base, tax }) =>
      node(`${prefix}:Traslado${suffix}`, {
        [`Base${suffix}`]: formatMinor(base, currency),
        [`Impuesto${suffix}`]: valueAddedTax,
        [`TipoFactor${suffix}`]: rate === 0 ? 'Exento' : 'Tasa',
        [`TasaOCuota${suffix}`]: rate === 0 ? undefined : formatMillionths(rate),
        [`Importe${suffix}`]: rate === 0 ? undefined : formatMinor(tax, currency),
      }),
    ),
  );
