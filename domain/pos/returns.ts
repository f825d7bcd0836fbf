import { creditAccountId } from '../credit/events.ts';
import { accept, reject, type Decision, type Result } from '../shared/decider.ts';
import { lineShare } from '../shared/line-share.ts';
import { type Minor, sum } from '../shared/money.ts';
import { roundCash } from '../shared/pricing/tender-amounts.ts';
import type { PricedLine } from '../shared/pricing/price-quote.ts';
import { isQuantity, quantityToWire, type Quantity } from '../shared/quantity.ts';
import type { ReturnPosItems } from './commands.ts';
import type { PosEvent, PosRefund, PosRefundMethod, PosReturn, PosReturnedLine } from './events.ts';
import { unknownLine } from './items.ts';
import type { PosTransaction, Sale } from './state.ts';
import { tillOf } from './facts.ts';

/** Takes some of a sale's goods back, at most what was sold and has not come back before, and says what is paid for them. */
export const returnItems = (command: ReturnPosItems, transaction: PosTransaction): Decision<PosEvent> => {
  const { returnId, till, reason, returnedBy, approvedBy, refund, at } = command;
  const { transactionId, customerId, currency } = transaction;
  if (!isSold(transaction)) return accept();
  if (approvedBy === null) return reject('rule', 'approval_required', 'the sale is complete: have the return approved');
  const goods = returnedLines(command, transaction);
  if (!goods.ok) return goods;
  const lines = goods.value;
  const total = sum(lines.map((line) => line.total));
  const before = sum(transaction.returns.map((each) => each.total));
  const paid = refundPaid(transaction, refund, total);
  return accept({
    type: 'PosItemsReturned',
    data: {
      transactionId,
      returnId,
      ...tillOf(till),
      reason,
      returnedBy,
      approvedBy,
      customerId,
      currency,
      lines,
      total,
      tax: sum(lines.map((line) => line.tax)),
      discount: sum(lines.map((line) => line.discount)),
      left: transaction.sale.quote.totals.total - before - total,
      refund: paid,
      cashRounding: paid.amount - total,
      at,
    },
  });
};

const isSold = (transaction: PosTransaction): transaction is SoldTransaction => transaction.sale !== null;

const returnedLines = (
  { lines: wanted }: ReturnPosItems,
  transaction: PosTransaction,
): Result<readonly PosReturnedLine[]> => {
  if (wanted.length === 0) return reject('rule', 'empty_return', 'name what comes back');
  const left = new Map(returnable(transaction).map((each) => [each.line.lineId, each]));
  const lines: PosReturnedLine[] = [];
  for (const { lineId, quantity, restock } of wanted) {
    const sold = left.get(lineId);
    if (lines.some((line) => line.lineId === lineId)) {
      return reject('rule', 'duplicate_line', 'name each line once', { line: lineId });
    }
    if (sold === undefined) return unknownLine(lineId);
    if (!isQuantity(quantity))
      return reject('rule', 'invalid_quantity', 'give a quantity above zero', { line: lineId });
    if (quantity > sold.left) {
      return reject('rule', 'quantity_exceeds_sold', 'take back at most what was sold and has not come back', {
        line: lineId,
        returnable: quantityToWire(sold.left),
      });
    }
    lines.push(returnedPart(sold, quantity, restock));
  }
  return { ok: true, value: lines };
};

/** Pays; store credit goes to the customer's account, or to one of the transaction's own. */
const refundPaid = (
  transaction: SoldTransaction,
  { method, reference }: ReturnPosItems['refund'],
  total: number,
): PosRefund => {
  const { transactionId: orderId, customerId, currency } = transaction;
  const paid = { method, amount: refundOf(transaction, total, method), reference };
  return method === 'store_credit'
    ? { ...paid, credit: { creditAccountId: creditAccountId({ currency, customerId, orderId }), customerId } }
    : paid;
};

/** Is complete. */
type SoldTransaction = PosTransaction & { readonly sale: Sale };

/** Is a line of a sale, and how much of it may still come back. */
interface ReturnableLine {
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

/** Says how much of a line came back. */
export const returnedOf = (returns: readonly PosReturn[], lineId: string): Quantity =>
  sum(returns.flatMap(({ lines }) => lines).flatMap((line) => (line.lineId === lineId ? line.quantity : [])));

/** Gives some of a line with its shares: whatever sequence brings the whole line back adds up to what the line was. */
const returnedPart = ({ line, left }: ReturnableLine, quantity: Quantity, restock: boolean): PosReturnedLine => {
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
 * Says what is paid back for a return: what all that came back by then is worth, less what was paid back before; for the last of it
 * whatever is left of what was paid. Cash in coins that there are, so that the next return makes up for its rounding.
 */
const refundOf = (
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
