import { creditAccountId } from '../credit/account-id.ts';
import { accept, reject, type Decision, type Result } from '../shared/decider.ts';
import { sum } from '../shared/pricing/sum.ts';
import { isQuantity, quantityToWire } from '../shared/quantity.ts';
import type { ReturnPosItems } from './commands.ts';
import type { PosEvent, PosRefund, PosReturnedLine } from './events.ts';
import { refundOf, returnable, returnedPart, type SoldTransaction } from './return-value.ts';
import type { PosTransaction } from './state.ts';
import { tillOf } from './till.ts';

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
    if (sold === undefined) {
      return reject('not_found', 'unknown_line', `the transaction has no line ${lineId}`, { line: lineId });
    }
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

/** Store credit goes to the customer's account, or to one of the transaction's own. */
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
