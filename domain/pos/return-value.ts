import { lineShare } from '../shared/line-share.ts';
import type { Minor } from '../shared/money.ts';
import { roundCash } from '../shared/pricing/cash-rounding.ts';
import type { PricedLine } from '../shared/pricing/price-quote.ts';
import { sum } from '../shared/pricing/sum.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { PosRefundMethod, PosReturn, PosReturnedLine } from './events.ts';
import type { PosTransaction, Sale } from './state.ts';

/** A transaction that was completed. */
export type SoldTransaction = PosTransaction & { readonly sale: Sale };

/** A line of a sale, and how much of it may still come back. */
export interface ReturnableLine {
  readonly line: PricedLine;
  readonly left: Quantity;
}

export const returnable = ({
  sale,
  returns,
}: {
  readonly sale: Pick<Sale, 'quote'> | null;
  readonly returns: readonly PosReturn[];
}): readonly ReturnableLine[] =>
  (sale?.quote.lines ?? []).map((line) => ({ line, left: line.quantity - returnedOf(returns, line.lineId) }));

/** How much of a line came back. */
export const returnedOf = (returns: readonly PosReturn[], lineId: string): Quantity =>
  sum(returns.flatMap(({ lines }) => lines).flatMap((line) => (line.lineId === lineId ? line.quantity : [])));

/** Some of a line with its shares: whatever sequence brings the whole line back adds up to what the line was. */
export const returnedPart = ({ line, left }: ReturnableLine, quantity: Quantity, restock: boolean): PosReturnedLine => {
  const { lineId, variantId } = line;
  const share = (total: Minor) => lineShare({ total, quantity: line.quantity }, line.quantity - left, quantity);
  return {
    lineId,
    variantId,
    quantity,
    total: share(line.total),
    tax: share(line.tax),
    discount: share(line.discount),
    restock,
  };
};

/**
 * What is paid back for a return: what all that came back by then is worth, less what was paid back before; for the last of it
 * whatever is left of what was paid. Cash in coins that there are, so that the next return makes up for its rounding.
 */
export const refundOf = (
  { tenders, currency, returns, sale }: SoldTransaction,
  total: Minor,
  method: PosRefundMethod,
): Minor => {
  const paid = sum(tenders.map(({ amount }) => amount));
  const refunded = sum(returns.map(({ refund }) => refund.amount));
  const worth = sum(returns.map((each) => each.total)) + total;
  const isLast = worth === sale.quote.totals.total;
  const due = Math.max(0, (isLast ? paid : Math.min(worth, paid)) - refunded);
  return method === 'cash' ? roundCash(due, currency) : due;
};
