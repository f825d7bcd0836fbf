import { accept, reject, type Decision } from '../shared/decider.ts';
import { formatMinor, isAmount } from '../shared/money.ts';
import { balanceOf, isCash } from './balance.ts';
import type { ReturnPosPayment, TakePosPayment } from './commands.ts';
import type { PosEvent } from './events.ts';
import type { PosTransaction } from './state.ts';

/** Of cash what is too much is change; anything else is charged exactly, and at most what is due. */
export const takePayment = (command: TakePosPayment, transaction: PosTransaction): Decision<PosEvent> => {
  const { transactionId, currency } = transaction;
  const { paymentId, method, tendered, reference, at } = command;
  if (!isAmount(tendered) || tendered === 0) {
    return reject('rule', 'invalid_amount', 'take an amount above zero', { amount: tendered });
  }
  const { due, dueInCash } = balanceOf(transaction);
  if (due === 0 || (!isCash(command) && tendered > due)) {
    return reject('rule', 'amount_exceeds_due', 'take at most what is still due', {
      amount: formatMinor(tendered, currency),
      due: formatMinor(due, currency),
    });
  }
  const amount = isCash(command) ? Math.min(tendered, dueInCash) : tendered;
  const tender = { paymentId, method, amount, tendered, change: tendered - amount, reference };
  return accept({ type: 'PosPaymentTaken', data: { transactionId, ...tender, at } });
};

export const returnPayment = ({ paymentId, at }: ReturnPosPayment, transaction: PosTransaction): Decision<PosEvent> => {
  const { transactionId, tenders } = transaction;
  const tender = tenders.find((held) => held.paymentId === paymentId);
  return tender === undefined
    ? reject('not_found', 'unknown_payment', 'the transaction has no such payment', { id: paymentId })
    : accept({ type: 'PosPaymentReturned', data: { transactionId, paymentId, amount: tender.amount, at } });
};
