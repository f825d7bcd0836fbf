import { accept, reject, type Decision } from '../shared/decider.ts';
import type { VoidPosTransaction } from './commands.ts';
import type { PosEvent, PosTransactionVoided } from './events.ts';
import { quoteOfLines } from './quote.ts';
import { returnedOf } from './return-value.ts';
import type { AnnouncedVoid, PosTransaction } from './state.ts';
import { tillOf } from './till.ts';

/** Gives an open transaction up, or takes a complete sale back whole, which somebody has to allow. */
export const voidTransaction = (command: VoidPosTransaction, transaction: PosTransaction): Decision<PosEvent> => {
  const { reason, voidedBy, approvedBy, till = tillOf(transaction), at } = command;
  if (transaction.sale !== null && approvedBy === null) {
    return reject('rule', 'approval_required', 'the sale is complete: have the void approved');
  }
  if (transaction.returns.length > 0) {
    return reject('rule', 'items_returned', 'some of it came back already: return the rest');
  }
  return accept(voided(transaction, { ...tillOf(till), reason, voidedBy, approvedBy, at }));
};

/** With all that goes back: goods, points and money. */
export const voided = (transaction: PosTransaction, by: AnnouncedVoid): PosTransactionVoided => {
  const { transactionId, customerId, currency, tenders, sale } = transaction;
  const { totals } = sale?.quote ?? quoteOfLines(transaction);
  return {
    type: 'PosTransactionVoided',
    data: {
      transactionId,
      ...by,
      wasCompleted: sale !== null,
      customerId,
      currency,
      total: totals.total,
      tax: totals.tax,
      discount: totals.discount,
      lines: goodsIn(transaction),
      tenders,
      cashRounding: sale?.cashRounding ?? 0,
    },
  };
};

/** All but what had come back already. */
const goodsIn = ({ lines, returns }: PosTransaction): PosTransactionVoided['data']['lines'] =>
  lines
    .map(({ lineId, variantId, quantity }) => ({ variantId, quantity: quantity - returnedOf(returns, lineId) }))
    .filter(({ quantity }) => returns.length === 0 || quantity > 0);
