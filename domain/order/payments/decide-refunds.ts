import { checkAmount, formatMinor, type Currency, type Minor } from '../../shared/money.ts';
import { reject, type Decision } from '../../shared/decider.ts';
import { refundableOf, refundableTotal } from './balance.ts';
import type { RequestRefund } from '../commands.ts';
import type { Decide, EventRecorder } from '../event-recorder.ts';
import type { OrderEvent } from '../events.ts';
import { recordRefundPaid, refundAcross } from './refund-payments.ts';
import { closeReturnOncePaid, noExchangeAgreed, refundReturn } from '../returns/refund-return.ts';
import { refundOf, unknownPart } from '../parts.ts';

/** Pays back for a return, or (no return) an amount of somebody's choice. */
export const requestRefund: Decide<'RequestRefund'> = (command, recorder) =>
  command.returnId === null ? refundAmount(command, recorder) : refundReturn(command, command.returnId, recorder);

const refundAmount = (command: RequestRefund, recorder: EventRecorder): Decision<OrderEvent> => {
  const { refundId, method, cause } = command;
  if (method === 'exchange') return noExchangeAgreed();
  const amount = command.amount ?? 0;
  const invalid = checkAmount(amount);
  if (invalid !== undefined) return invalid;
  const most = refundableTotal(recorder.order);
  if (amount > most) {
    return exceedsCaptured('refund at most what was captured and not refunded', amount, most, recorder.order.currency);
  }
  refundAcross(recorder, { refundId, amount, method, cause, returnId: null });
  return recorder.accept();
};

/** A success after a recorded failure counts, as long as the money was not refunded otherwise meanwhile. */
export const recordRefundSucceeded: Decide<'RecordRefundSucceeded'> = ({ refundId }, recorder) => {
  const refund = refundOf(recorder.order, refundId);
  if (refund === undefined) return unknownPart('refund', refundId);
  const most = refundableOf(recorder.order, refund.paymentId);
  if (refund.status === 'failed' && refund.amount > most) {
    return exceedsCaptured(
      'the failed refund was replaced: check the payment at its provider',
      refund.amount,
      most,
      recorder.order.currency,
    );
  }
  recordRefundPaid(recorder, refund);
  if (refund.returnId !== null) closeReturnOncePaid(recorder, refund.returnId, refundId);
  return recorder.accept();
};

export const recordRefundFailed: Decide<'RecordRefundFailed'> = ({ refundId, reason }, recorder) => {
  const refund = refundOf(recorder.order, refundId);
  if (refund === undefined) return unknownPart('refund', refundId);
  recorder.record('RefundFailed', { refundId, paymentId: refund.paymentId, reason });
  return recorder.accept();
};

const exceedsCaptured = (message: string, amount: Minor, most: Minor, currency: Currency) =>
  reject('rule', 'refund_exceeds_captured', message, {
    amount: formatMinor(amount, currency),
    refundable: formatMinor(most, currency),
  });
