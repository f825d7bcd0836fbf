import { extend, type Currency } from '../shared/money.ts';
import type { TaxMode } from '../shared/policy.ts';
import { quoteOf } from '../shared/pricing/price.ts';
import type { AppliedDiscount, PriceQuote } from '../shared/pricing/price-quote.ts';
import type { PosLine } from './events.ts';

/**
 * What the lines come to: each with its tax, and what its promotions took off it. `discounts` names every promotion that gave
 * one, in the order of the lines, with all that it gave.
 */
export const quoteOfLines = ({
  currency,
  taxMode,
  lines,
}: {
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly lines: readonly PosLine[];
}): PriceQuote => {
  const left = lines.map((line) => extend(line.unitPrice, line.quantity) - line.discount);
  return quoteOf({ currency, taxMode, lines, left, discounts: discountsOf(lines), shipping: null });
};

const discountsOf = (lines: readonly PosLine[]): readonly AppliedDiscount[] => {
  const given = new Map<string, AppliedDiscount>();
  for (const { promotionId, name, amount } of lines.flatMap(({ promotions }) => promotions)) {
    const before = given.get(promotionId)?.amount ?? 0;
    given.set(promotionId, { code: promotionId, kind: 'promotion', amount: before + amount, promotionId, name });
  }
  return [...given.values()];
};
