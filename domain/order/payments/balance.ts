import type { Instant } from '../../shared/message.ts';
import { lineShare } from '../../shared/line-share.ts';
import { type Minor, sum } from '../../shared/money.ts';
import type { OrderReturnState, PaymentState, RefundState } from '../facts.ts';
import type { PlacedOrder } from '../state.ts';

/** Whether more of this payment may still come. */
export const isOpen = (payment: PaymentState): boolean =>
  payment.status === 'pending' || payment.status === 'authorized';

/** Expects all of an open payment to be captured; a closed one is what was captured. */
export const expected = (payment: PaymentState): Minor => {
  if (payment.status === 'pending') return payment.amount;
  return payment.status === 'authorized' ? payment.authorized : payment.captured;
};

/** Works out what may still be paid: the total less everything that is here, promised or under way. Never asks for it twice. */
export const due = (order: PlacedOrder): Minor => order.totals.total - sum(order.payments.map(expected));

/** Finds the payments that gateways have said nothing about since before `moment`. */
export const silentPayments = (order: PlacedOrder, moment: Instant): readonly PaymentState[] =>
  order.payments.filter(
    ({ settlement, status, startedAt }) => settlement === 'gateway' && status === 'pending' && startedAt <= moment,
  );

/** Whether the money that is here or promised covers the order. */
export const isCovered = (order: PlacedOrder): boolean => sum(order.payments.map(secured)) >= order.totals.total;

const secured = (payment: PaymentState): Minor =>
  payment.status === 'authorized' ? payment.authorized : payment.captured;

export const failedAttempts = (order: PlacedOrder): number =>
  order.payments.filter((payment) => payment.status === 'failed').length;

/** Whether another attempt is left: once as many failed as the terms allow, only cancelling is. */
export const mayTryPayment = (order: PlacedOrder): boolean => failedAttempts(order) < order.terms.paymentRetryAttempts;

/** Works out what of this payment's captured money is not asked back yet. */
export const refundable = (payment: PaymentState): Minor => payment.captured - payment.refundRequested;

export const refundableOf = (order: PlacedOrder, paymentId: string): Minor =>
  sum(order.payments.filter((payment) => payment.paymentId === paymentId).map(refundable));

export const refundableTotal = (order: PlacedOrder): Minor => sum(order.payments.map(refundable));

/**
 * Finds captured money that the buyer does not owe and that was not asked back yet: what was captured beyond the total,
 * less what will not be delivered, less what a closed return could not pay back because the money was not here yet.
 */
export const excess = (order: PlacedOrder): Minor => {
  const captured = sum(order.payments.map((payment) => payment.captured));
  const owed = order.totals.total - undelivered(order) - unpaidReturns(order);
  return captured - owed - sum(order.refunds.filter(correctsExcess).map((refund) => refund.amount));
};

const correctsExcess = ({ cause, status }: RefundState): boolean =>
  status !== 'failed' && (cause === 'overpayment' || cause === 'undeliverable');

const undelivered = (order: PlacedOrder): Minor =>
  sum(order.lines.filter((line) => line.cancelled > 0).map((line) => lineShare(line, 0, line.cancelled)));

const unpaidReturns = (order: PlacedOrder): Minor =>
  sum(
    order.returns
      .filter(({ status }) => status === 'refunded')
      .map((returned) => returned.amount - paidBack(order, returned)),
  );

/** Adds up what was paid back for a return. */
export const paidBack = (order: PlacedOrder, { returnId }: OrderReturnState): Minor =>
  sum(
    order.refunds
      .filter((refund) => refund.returnId === returnId && refund.status === 'succeeded')
      .map((refund) => refund.amount),
  );

/** Works out what of a return's amount is neither paid back nor on its way. */
export const outstanding = (order: PlacedOrder, { returnId, amount }: OrderReturnState): Minor =>
  amount -
  sum(
    order.refunds
      .filter((refund) => refund.returnId === returnId && refund.status !== 'failed')
      .map((refund) => refund.amount),
  );

/** Whether a refund of this return is still under way. */
export const isBeingPaidBack = (order: PlacedOrder, { returnId }: OrderReturnState): boolean =>
  order.refunds.some((refund) => refund.returnId === returnId && refund.status === 'requested');
