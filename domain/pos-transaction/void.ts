import { accept, reject, type Decision } from '../shared/decider.ts';
import type { VoidPosTransaction } from './commands.ts';
import type { PosEvent, PosTransactionVoided } from './events.ts';
import { quoteOfLines } from './quote.ts';
import type { AnnouncedVoid, PosTransaction } from './state.ts';
import { tillOf } from './till.ts';

/** Gives an open transaction up, or takes a complete sale back whole, which somebody has to allow. */
export const voidTransaction = (command: VoidPosTransaction, transaction: PosTransaction): Decision<PosEvent> => {
  const { reason, voidedBy, approvedBy, till = tillOf(transaction), at } = command;
  if (transaction.sale !== null && approvedBy === null) {
    return reject('rule', 'approval_required', 'the sale is complete: have the void approved');
  }
  return accept(voided(transaction, { ...tillOf(till), reason, voidedBy, approvedBy, at }));
};

/** With all that goes back: goods, points and money. */
export const voided = (transaction: PosTransaction, by: AnnouncedVoid): PosTransactionVoided => {
  const { transactionId, customerId, currency, lines, tenders, sale } = transaction;
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
      lines: lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
      tenders,
      cashRounding: sale?.cashRounding ?? 0,
    },
  };
};
