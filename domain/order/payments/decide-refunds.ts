import { checkAmount } from '../../shared/amount.ts';
import { reject, type Decision } from '../../shared/decider.ts';
import { formatMinor, type Currency, type Minor } from '../../shared/money.ts';
import { refundableOf, refundableTotal } from './balance.ts';
import type { RecordRefundFailed, RecordRefundSucceeded, RequestRefund } from '../commands.ts';
import type { EventRecorder } from '../event-recorder.ts';
import type { OrderEvent } from '../events.ts';
import { recordRefundPaid, refundAcross } from './refund-payments.ts';
import { closeReturnOncePaid, refundReturn } from '../returns/refund-return.ts';
import { noExchangeAgreed, unknownPart } from '../refusals.ts';
import type { RefundState } from '../state.ts';

/** Pays back for a return, or (no return) an amount of somebody's choice. */
export const requestRefund = (command: RequestRefund, draft: EventRecorder): Decision<OrderEvent> =>
  command.returnId === null ? refundAmount(command, draft) : refundReturn(command, command.returnId, draft);

const refundAmount = (command: RequestRefund, draft: EventRecorder): Decision<OrderEvent> => {
  const { refundId, method, cause } = command;
  if (method === 'exchange') return noExchangeAgreed();
  const amount = command.amount ?? 0;
  const invalid = checkAmount(amount);
  if (invalid !== undefined) return invalid;
  const most = refundableTotal(draft.order);
  if (amount > most) {
    return exceedsCaptured('refund at most what was captured and not refunded', amount, most, draft.order.currency);
  }
  refundAcross(draft, { refundId, amount, method, cause, returnId: null });
  return draft.accept();
};

/** A success after a recorded failure counts, as long as the money was not refunded otherwise meanwhile. */
export const recordRefundSucceeded = (
  { refundId }: RecordRefundSucceeded,
  draft: EventRecorder,
): Decision<OrderEvent> => {
  const refund = findRefund(draft, refundId);
  if (refund === undefined) return unknownPart('refund', refundId);
  const most = refundableOf(draft.order, refund.paymentId);
  if (refund.status === 'failed' && refund.amount > most) {
    return exceedsCaptured(
      'the failed refund was replaced: check the payment at its provider',
      refund.amount,
      most,
      draft.order.currency,
    );
  }
  recordRefundPaid(draft, refund);
  if (refund.returnId !== null) closeReturnOncePaid(draft, refund.returnId, refundId);
  return draft.accept();
};

export const recordRefundFailed = (
  { refundId, reason }: RecordRefundFailed,
  draft: EventRecorder,
): Decision<OrderEvent> => {
  const refund = findRefund(draft, refundId);
  if (refund === undefined) return unknownPart('refund', refundId);
  draft.record('RefundFailed', { refundId, paymentId: refund.paymentId, reason });
  return draft.accept();
};

const exceedsCaptured = (message: string, amount: Minor, most: Minor, currency: Currency) =>
  reject('rule', 'refund_exceeds_captured', message, {
    amount: formatMinor(amount, currency),
    refundable: formatMinor(most, currency),
  });

const findRefund = (draft: EventRecorder, refundId: string): RefundState | undefined =>
  draft.order.refunds.find((refund) => refund.refundId === refundId);
