import type { Instant } from '../message.ts';
import { extend, type Currency, type Minor, sum } from '../money.ts';
import type { TaxMode } from '../policy.ts';
import { applyPromotions, type Taken } from './applied-promotions.ts';
import type { Promotion } from './promotion.ts';
import type { AppliedDiscount, PricedLine, PriceQuote, ShippingCharge, Totals, UnpricedLine } from './price-quote.ts';
import { shippingCharge, type ShippingOffer } from './shipping.ts';
import { taxOn } from './tax.ts';

/** What a price depends on, and nothing else: the same basket gives the same quote for ever. */
export interface Basket {
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly lines: readonly UnpricedLine[];
  /** Coupons and those that apply by themselves, all for this sale. Which of them give what at `at`: {@link applyPromotions}. */
  readonly promotions: readonly Promotion[];
  /** null: not chosen yet, or nothing to ship. See {@link shippingOffer}. */
  readonly shipping: ShippingOffer | null;
  readonly at: Instant;
}

/**
 * Prices a basket in integers of the minor unit, so that every sum is exact: the lines' subtotals, discounts and taxes
 * (with the shipping's) add up to the totals, and the lines' totals plus shipping to the grand total.
 *
 * @example Inclusive CLP lines of 5000, 3000 and 3000 with a promotion of 1000: discounts 454, 273 and 273.
 */
export const priceQuote = ({ currency, taxMode, lines, promotions, shipping, at }: Basket): PriceQuote => {
  const promoted = lines.map((line) => ({ ...line, subtotal: extend(line.unitPrice, line.quantity) }));
  const { taken, left } = applyPromotions(promoted, promotions, at);
  const charge = shipping === null ? null : shippingCharge(shipping, sum(left), taxMode);
  return quoteOf({ currency, taxMode, lines, left, discounts: taken.map(discountOf), shipping: charge });
};

/** What a promotion gave, with the rule that gave it. */
const discountOf = ({ promotion, parts }: Taken): AppliedDiscount => {
  const { promotionId, name, code, benefit, minimumSpend, usage } = promotion;
  return {
    code: code ?? promotionId,
    kind: benefit.kind,
    amount: sum(parts),
    promotionId,
    name,
    ...(usage !== null && { usage }),
    ...(minimumSpend > 0 && { minimumSpend }),
  };
};

/** A quote whose discounts are known already: `left` is what they leave of each line's subtotal. */
export const quoteOf = ({
  currency,
  taxMode,
  lines,
  left,
  discounts,
  shipping,
}: Pick<PriceQuote, 'currency' | 'taxMode' | 'discounts' | 'shipping'> & {
  readonly lines: readonly UnpricedLine[];
  readonly left: readonly Minor[];
}): PriceQuote => {
  const priced = lines.map((line, index) => priceLine(line, left[index] ?? 0, taxMode));
  return { currency, taxMode, lines: priced, discounts, shipping, totals: totalsOf(priced, shipping) };
};

/** Field by field: an object of so many is slow to spread, and long orders are priced whole. */
const priceLine = (line: UnpricedLine, goods: Minor, mode: TaxMode): PricedLine => {
  const subtotal = extend(line.unitPrice, line.quantity);
  const tax = taxOn(goods, line.taxRate, mode);
  return {
    lineId: line.lineId,
    variantId: line.variantId,
    sku: line.sku,
    productName: line.productName,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    taxClass: line.taxClass,
    taxRate: line.taxRate,
    subtotal,
    discount: subtotal - goods,
    tax,
    total: mode === 'inclusive' ? goods : goods + tax,
  };
};

const totalsOf = (lines: readonly PricedLine[], shipping: ShippingCharge | null): Totals => ({
  subtotal: sum(lines.map((line) => line.subtotal)),
  discount: sum(lines.map((line) => line.discount)),
  shipping: shipping?.cost ?? 0,
  tax: sum(lines.map((line) => line.tax)) + (shipping?.tax ?? 0),
  total: sum(lines.map((line) => line.total)) + (shipping?.total ?? 0),
});
