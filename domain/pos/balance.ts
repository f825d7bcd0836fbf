import { extend, type Currency, type Minor, sum } from '../shared/money.ts';
import type { TaxMode } from '../shared/policy.ts';
import { roundCash } from '../shared/pricing/tender-amounts.ts';
import { quoteOf } from '../shared/pricing/price.ts';
import type { AppliedDiscount, PriceQuote } from '../shared/pricing/price-quote.ts';
import type { PosLine, PosTender } from './events.ts';
import type { PosTransaction } from './state.ts';

/**
 * Says what the lines come to: each with its tax, and what its promotions took off it. `discounts` names every promotion that gave
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

/** Says where the money of an open transaction stands. */
export interface PosBalance {
  readonly total: Minor;
  /** Says what the payments count towards the total. */
  readonly paid: Minor;
  /** Says what is still to pay by anything but cash: exact. */
  readonly due: Minor;
  /** Says what is still to pay if it is paid in cash: in coins that there are. */
  readonly dueInCash: Minor;
}

/**
 * Rounds only what is paid in cash, and all of it as one amount, however many times cash was handed over and whatever
 * was charged to cards before, after or in between.
 */
export const balanceOf = (
  transaction: Pick<PosTransaction, 'currency' | 'taxMode' | 'lines' | 'tenders'>,
): PosBalance => {
  const { currency, tenders } = transaction;
  const { total } = quoteOfLines(transaction).totals;
  const cash = amountOf(tenders.filter(isCash));
  const paid = amountOf(tenders);
  const due = Math.max(0, total - paid);
  const dueInCash = Math.max(0, roundCash(total - (paid - cash), currency) - cash);
  const isCovered = due === 0 || (dueInCash === 0 && tenders.some(isCash));
  return isCovered ? { total, paid, due: 0, dueInCash: 0 } : { total, paid, due, dueInCash };
};

export const isCash = ({ method }: Pick<PosTender, 'method'>): boolean => method === 'cash';

const amountOf = (tenders: readonly PosTender[]): Minor => sum(tenders.map(({ amount }) => amount));
