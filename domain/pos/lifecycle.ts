import { accept, reject, type Decision } from '../shared/decider.ts';
import { formatMinor } from '../shared/money.ts';
import { balanceOf } from './balance.ts';
import type {
  CompletePosTransaction,
  IdentifyPosCustomer,
  OpenPosTransaction,
  ResumePosTransaction,
  SuspendPosTransaction,
} from './commands.ts';
import type { PosCustomerIdentified, PosEvent, PosTransactionOpened } from './events.ts';
import { unsettled } from './payments.ts';
import { quoteOfLines } from './quote.ts';
import type { PosTransaction } from './state.ts';
import { tillOf } from './till.ts';
import { isPaidInto } from './transitions.ts';

export const openTransaction = (command: OpenPosTransaction): PosTransactionOpened => {
  const { transactionId, currency, taxMode, customerId, at } = command;
  const data = { transactionId, ...tillOf(command), currency, taxMode, customerId, at };
  return { type: 'PosTransactionOpened', data };
};

/** Also between payments: points are given to whoever is known when the sale is complete. */
export const identifyCustomer = (
  { customerId, at }: IdentifyPosCustomer,
  { transactionId }: PosTransaction,
): PosCustomerIdentified => ({ type: 'PosCustomerIdentified', data: { transactionId, customerId, at } });

export const suspend = ({ note, at }: SuspendPosTransaction, transaction: PosTransaction): Decision<PosEvent> => {
  const { transactionId } = transaction;
  return isPaidInto(transaction)
    ? reject('rule', 'payments_taken', 'return the payments first: another till may go on, with another drawer')
    : accept({ type: 'PosTransactionSuspended', data: { transactionId, note, at } });
};

/** At any till of the store: the goods are there. */
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
