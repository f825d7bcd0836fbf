import { accept, reject, type Decision } from '../shared/decider.ts';
import { formatMinor } from '../shared/money.ts';
import { balanceOf, quoteOfLines } from './balance.ts';
import type {
  CompletePosTransaction,
  IdentifyPosCustomer,
  OpenPosTransaction,
  ResumePosTransaction,
  SuspendPosTransaction,
  VoidPosTransaction,
} from './commands.ts';
import type { PosEvent, PosTransactionVoided } from './events.ts';
import { unsettled } from './payments.ts';
import { returnedOf } from './returns.ts';
import { isPaidInto, type PosTransaction } from './state.ts';
import { tillOf, type PosVoid } from './facts.ts';

export const openTransaction = (command: OpenPosTransaction): Decision<PosEvent> => {
  const { transactionId, currency, taxMode, customerId, at } = command;
  const data = { transactionId, ...tillOf(command), currency, taxMode, customerId, at };
  return accept({ type: 'PosTransactionOpened', data });
};

/** Changes the customer, also between payments: points are given to the one who is known when the sale is complete. */
export const identifyCustomer = (
  { customerId, at }: IdentifyPosCustomer,
  { transactionId }: PosTransaction,
): Decision<PosEvent> => accept({ type: 'PosCustomerIdentified', data: { transactionId, customerId, at } });

export const suspend = ({ note, at }: SuspendPosTransaction, transaction: PosTransaction): Decision<PosEvent> => {
  const { transactionId } = transaction;
  return isPaidInto(transaction)
    ? reject('rule', 'payments_taken', 'return the payments first: another till may go on, with another drawer')
    : accept({ type: 'PosTransactionSuspended', data: { transactionId, note, at } });
};

/** Goes on at any till of the store: the goods are there. */
export const resume = (command: ResumePosTransaction, transaction: PosTransaction): Decision<PosEvent> => {
  const { transactionId, localId } = transaction;
  if (command.localId !== localId) {
    return reject('rule', 'other_store', 'resume it in the store where it was suspended', { local_id: localId });
  }
  return accept({ type: 'PosTransactionResumed', data: { transactionId, ...tillOf(command), at: command.at } });
};

export const completeTransaction = (
  { personal, at }: CompletePosTransaction,
  transaction: PosTransaction,
): Decision<PosEvent> => {
  const { transactionId, currency, customerId, lines, tenders } = transaction;
  if (lines.length === 0) return reject('rule', 'empty_transaction', 'add an item, or void the transaction');
  const { total, paid, due, dueInCash } = balanceOf(transaction);
  if (due > 0) {
    return reject('rule', 'payment_due', 'take the rest of the money first', {
      due: formatMinor(due, currency),
      due_in_cash: formatMinor(dueInCash, currency),
    });
  }
  const promised = unsettled(transaction).map(({ paymentId }) => paymentId);
  if (promised.length > 0) {
    const message = 'wait for the payment to be settled, or give it back';
    return reject('rule', 'payment_unsettled', message, { payments: promised });
  }
  const sale = { customerId, quote: quoteOfLines(transaction), lines, tenders, cashRounding: paid - total };
  return accept({
    type: 'PosTransactionCompleted',
    data: {
      transactionId,
      ...tillOf(transaction),
      ...sale,
      origin: 'online',
      digest: null,
      ...(personal && { personal }),
      at,
    },
  });
};

/** Gives an open transaction up, or takes a complete sale back whole, which has to be approved. */
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

/** Takes back all that goes back: goods, points and money. */
export const voided = (transaction: PosTransaction, by: PosVoid): PosTransactionVoided => {
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

/** Lists all goods but those that had come back already. */
const goodsIn = ({ lines, returns }: PosTransaction): PosTransactionVoided['data']['lines'] =>
  lines
    .map(({ lineId, variantId, quantity }) => ({ variantId, quantity: quantity - returnedOf(returns, lineId) }))
    .filter(({ quantity }) => returns.length === 0 || quantity > 0);
