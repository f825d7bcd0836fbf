import { reject, type Refusal } from '../decider.ts';
import { extend, formatMinor, isAmount, type Minor, sum } from '../money.ts';
import type { OrderLimits } from '../policy.ts';
import { isQuantity } from '../quantity.ts';
import type { PricedLine, PriceQuote } from './price-quote.ts';

/** Refuses nothing: for an order that was held to its tenant's limits before. */
export const noLimits: OrderLimits = { minimumAmount: 0, maximumLines: Infinity, restrictedVariants: [] };

/**
 * Checks the rules that every order keeps: undefined if this one does. In this order: `empty_order`,
 * `max_items_exceeded`, `inconsistent_quote` (a sum that does not add up: a bug or a forgery, never the buyer's
 * mistake), `restricted_product`, `below_minimum_amount` (of the goods after discount).
 */
export const checkOrderRules = (quote: PriceQuote, limits: OrderLimits): Refusal | undefined => {
  const { lines, totals } = quote;
  if (lines.length === 0) return refuse('empty_order', 'add at least one line');
  if (lines.length > limits.maximumLines) {
    return refuse('max_items_exceeded', `order at most ${limits.maximumLines} lines at once`, {
      lines: lines.length,
      maximum: limits.maximumLines,
    });
  }
  if (!addsUp(quote)) return refuse('inconsistent_quote', 'price the order again: its amounts do not add up');
  const restricted = restrictedVariants(lines, limits.restrictedVariants);
  if (restricted.length > 0) {
    return refuse('restricted_product', 'remove the products that may not be sold', { variants: restricted });
  }
  const goods = totals.subtotal - totals.discount;
  if (goods < limits.minimumAmount) {
    return refuse('below_minimum_amount', 'add goods: their total is below the minimum of an order', {
      amount: formatMinor(goods, quote.currency),
      minimum: formatMinor(limits.minimumAmount, quote.currency),
    });
  }
  return undefined;
};

const refuse = (code: string, message: string, details?: Readonly<Record<string, unknown>>): Refusal =>
  reject('rule', code, message, details);

const restrictedVariants = (lines: readonly PricedLine[], restricted: readonly string[]): readonly string[] => {
  const forbidden = new Set(restricted);
  return lines.map((line) => line.variantId).filter((variantId) => forbidden.has(variantId));
};

/** Whether every amount of a quote is one, and every sum is that of its parts. */
export const addsUp = ({ taxMode, lines, discounts, shipping, totals }: PriceQuote): boolean => {
  const added = (tax: Minor): Minor => (taxMode === 'exclusive' ? tax : 0);
  const goodLine = (line: PricedLine): boolean =>
    isQuantity(line.quantity) &&
    isAmount(line.unitPrice) &&
    isAmount(line.discount) &&
    isAmount(line.tax) &&
    line.subtotal === extend(line.unitPrice, line.quantity) &&
    line.discount <= line.subtotal &&
    line.total === line.subtotal - line.discount + added(line.tax);
  const carriage = shipping ?? { cost: 0, tax: 0, total: 0 };
  return (
    lines.every(goodLine) &&
    new Set(lines.map((line) => line.lineId)).size === lines.length &&
    isAmount(carriage.cost) &&
    isAmount(carriage.tax) &&
    carriage.total === carriage.cost + added(carriage.tax) &&
    totals.subtotal === sum(lines.map((line) => line.subtotal)) &&
    totals.discount === sum(lines.map((line) => line.discount)) &&
    totals.discount === sum(discounts.map((discount) => discount.amount)) &&
    totals.shipping === carriage.cost &&
    totals.tax === sum(lines.map((line) => line.tax)) + carriage.tax &&
    totals.total === sum(lines.map((line) => line.total)) + carriage.total
  );
};
