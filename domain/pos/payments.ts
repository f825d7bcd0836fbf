import { accept, reject, type Decision } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import { formatMinor, isAmount } from '../shared/money.ts';
import { balanceOf, isCash } from './balance.ts';
import type { ReturnPosPayment, SettlePosPayment, TakePosPayment } from './commands.ts';
import type { PosEvent, PosPaymentReturned, PosTender } from './events.ts';
import type { PosTransaction } from './state.ts';

/** Gives change of cash that is too much; anything else is charged exactly, and at most what is due. */
export const takePayment = (command: TakePosPayment, transaction: PosTransaction): Decision<PosEvent> => {
  const { transactionId, currency } = transaction;
  const { paymentId, method, tendered, reference, settlement, at } = command;
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
  const tender = {
    paymentId,
    method,
    amount,
    tendered,
    change: tendered - amount,
    reference,
    ...(settlement && { settlement }),
  };
  return accept({ type: 'PosPaymentTaken', data: { transactionId, ...tender, at } });
};

/** Records what was taken, whatever became of the payment meanwhile; refuses only one that no ledger was to settle. */
export const settlePayment = ({ paymentId, at }: SettlePosPayment, transaction: PosTransaction): Decision<PosEvent> => {
  const { transactionId, tenders, returnedPayments } = transaction;
  const payment = [...tenders, ...returnedPayments].find((known) => known.paymentId === paymentId);
  return payment?.settlement !== undefined
    ? accept({ type: 'PosPaymentSettled', data: { transactionId, paymentId, at } })
    : unknownPayment(paymentId);
};

export const returnPayment = (command: ReturnPosPayment, transaction: PosTransaction): Decision<PosEvent> => {
  const { paymentId, reason, at } = command;
  const tender = transaction.tenders.find((held) => held.paymentId === paymentId);
  return tender === undefined ? unknownPayment(paymentId) : accept(returned(transaction, tender, at, reason));
};

export const returned = (
  { transactionId }: Pick<PosTransaction, 'transactionId'>,
  { paymentId, amount, settlement }: PosTender,
  at: Instant,
  reason?: string,
): PosPaymentReturned => ({
  type: 'PosPaymentReturned',
  data: {
    transactionId,
    paymentId,
    amount,
    ...(reason !== undefined && { reason }),
    ...(settlement && { settlement }),
    at,
  },
});

/** Gives the payments that are still a promise. */
export const unsettled = ({
  tenders,
  settledPayments,
}: Pick<PosTransaction, 'tenders' | 'settledPayments'>): readonly PosTender[] =>
  tenders.filter(({ paymentId, settlement }) => settlement !== undefined && !settledPayments.includes(paymentId));

const unknownPayment = (id: string) =>
  reject('not_found', 'unknown_payment', 'the transaction has no such payment', { id });
