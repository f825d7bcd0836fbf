import { allocate } from '../shared/allocate.ts';
import { reject, type Decision } from '../shared/decider.ts';
import { formatMinor, type Currency, type Minor } from '../shared/money.ts';
import { isBeingPaidBack, outstanding, paidBack, refundable, refundableOf, refundableTotal } from './balance.ts';
import type { RecordRefundFailed, RecordRefundSucceeded, RequestRefund } from './commands.ts';
import type { Draft, Facts } from './draft.ts';
import type { OrderEvent } from './events.ts';
import { checkAmount, unknownPart } from './refusals.ts';
import type { OrderReturnState, RefundState } from './state.ts';

type Refund = Facts<'RefundRequested'>;

/** Pays back for a return, or (no return) an amount of somebody's choice. */
export const requestRefund = (command: RequestRefund, draft: Draft): Decision<OrderEvent> =>
  command.returnId === null ? refundAmount(command, draft) : refundReturn(command, command.returnId, draft);

const refundAmount = (command: RequestRefund, draft: Draft): Decision<OrderEvent> => {
  const { refundId, method, cause } = command;
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

/** At most what can still be refunded: goodwill given before must not leave the return without an end. */
const refundReturn = ({ refundId, method }: RequestRefund, returnId: string, draft: Draft): Decision<OrderEvent> => {
  const returned = findReturn(draft, returnId);
  if (returned === undefined) return unknownPart('return', returnId);
  if (returned.status !== 'received') {
    return reject('wrong_state', 'return_not_received', 'refund the return once it is received', {
      status: returned.status,
    });
  }
  const amount = Math.min(outstanding(draft.order, returned), refundableTotal(draft.order));
  if (amount === 0 && isBeingPaidBack(draft.order, returned)) {
    return reject('rule', 'nothing_to_refund', 'the return is being refunded already');
  }
  refundAcross(draft, { refundId, amount, method, cause: 'return', returnId });
  closeReturnOncePaid(draft, returnId, refundId);
  return draft.accept();
};

/** A success after a recorded failure counts, as long as the money was not refunded otherwise meanwhile. */
export const recordRefundSucceeded = ({ refundId }: RecordRefundSucceeded, draft: Draft): Decision<OrderEvent> => {
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
  succeed(draft, refund);
  if (refund.returnId !== null) closeReturnOncePaid(draft, refund.returnId, refundId);
  return draft.accept();
};

export const recordRefundFailed = ({ refundId, reason }: RecordRefundFailed, draft: Draft): Decision<OrderEvent> => {
  const refund = findRefund(draft, refundId);
  if (refund === undefined) return unknownPart('refund', refundId);
  draft.record('RefundFailed', { refundId, paymentId: refund.paymentId, reason });
  return draft.accept();
};

/** Spreads `amount` over the payments by what each can still refund: at most {@link refundableTotal}. */
export const refundAcross = (draft: Draft, refund: Omit<Refund, 'paymentId'>): void => {
  const payments = draft.order.payments.filter((payment) => refundable(payment) > 0);
  const parts = allocate(refund.amount, payments.map(refundable));
  const shares = payments.map(({ paymentId }, index) => ({ paymentId, amount: parts[index] ?? 0 }));
  shares
    .filter(({ amount }) => amount > 0)
    .forEach((share, index) => {
      refundPayment(draft, { ...refund, ...share, refundId: partId(refund.refundId, index) });
    });
};

/** Refunds one payment; an amount of 0 or less is none. Where no provider is asked, it has succeeded at once. */
export const refundPayment = (draft: Draft, refund: Refund): void => {
  if (refund.amount <= 0) return;
  draft.record('RefundRequested', refund);
  const payment = draft.order.payments.find(({ paymentId }) => paymentId === refund.paymentId);
  if (payment?.settlement !== 'gateway' || refund.method !== 'original_payment') succeed(draft, refund);
};

/**
 * A return is refunded once nothing of it is under way and nothing more can be paid: all of it was, or there is no
 * captured money left. Otherwise (a refund failed) it waits for another request.
 */
const closeReturnOncePaid = (draft: Draft, returnId: string, refundId: string): void => {
  const { order } = draft;
  const returned = findReturn(draft, returnId);
  if (returned?.status !== 'received' || isBeingPaidBack(order, returned)) return;
  if (outstanding(order, returned) > 0 && refundableTotal(order) > 0) return;
  const first = order.refunds.find((refund) => refund.returnId === returnId)?.refundId ?? refundId;
  draft.record('OrderReturnRefunded', { returnId, refundId: first, amount: paidBack(order, returned) });
};

const succeed = (draft: Draft, { refundId, paymentId, amount, returnId }: Refund | RefundState): void => {
  draft.record('RefundSucceeded', { refundId, paymentId, amount, returnId });
};

const exceedsCaptured = (message: string, amount: Minor, most: Minor, currency: Currency) =>
  reject('rule', 'refund_exceeds_captured', message, {
    amount: formatMinor(amount, currency),
    refundable: formatMinor(most, currency),
  });

const partId = (refundId: string, index: number): string => (index === 0 ? refundId : `${refundId}.${index + 1}`);

const findRefund = (draft: Draft, refundId: string): RefundState | undefined =>
  draft.order.refunds.find((refund) => refund.refundId === refundId);

const findReturn = (draft: Draft, returnId: string): OrderReturnState | undefined =>
  draft.order.returns.find((returned) => returned.returnId === returnId);
