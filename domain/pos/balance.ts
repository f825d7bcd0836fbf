import type { Minor } from '../shared/money.ts';
import { roundCash } from '../shared/pricing/cash-rounding.ts';
import { sum } from '../shared/pricing/sum.ts';
import type { PosTender } from './events.ts';
import { quoteOfLines } from './quote.ts';
import type { PosTransaction } from './state.ts';

/** Where the money of an open transaction stands. */
export interface PosBalance {
  readonly total: Minor;
  /** What the payments count towards the total. */
  readonly paid: Minor;
  /** Still to pay by anything but cash: exact. */
  readonly due: Minor;
  /** Still to pay if it is paid in cash: in coins that there are. */
  readonly dueInCash: Minor;
}

/**
 * Only what is paid in cash is rounded, and all of it as one amount, however many times cash was handed over and whatever
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
