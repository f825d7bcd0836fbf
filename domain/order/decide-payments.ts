import { reject, type Decision } from '../shared/decider.ts';
import { formatMinor, type Minor } from '../shared/money.ts';
import { addMinutes } from '../shared/instant.ts';
import { mayTryPayment } from './action-guards.ts';
import { due, excess, failedAttempts, isCovered, isOpen, silentPayments } from './balance.ts';
import type {
  RecordPaymentAuthorized,
  RecordPaymentCaptured,
  RecordPaymentFailed,
  RecordPaymentSubmitted,
  RecordPaymentVoided,
  StartPayment,
  TimeOutPayments,
} from './commands.ts';
import { refundPayment } from './decide-refunds.ts';
import type { Draft } from './draft.ts';
import type { OrderEvent } from './events.ts';
import { screenPayment } from './fraud.ts';
import { checkAmount, unknownPart } from './refusals.ts';
import type { PaymentState } from './state.ts';

/** Several payments may share an order, each at most what is due beside the others. */
export const startPayment = (command: StartPayment, draft: Draft): Decision<OrderEvent> => {
  const { order } = draft;
  const { paymentId, method, settlement, amount, reference, capture: mode } = command;
  if (!mayTryPayment(order)) {
    const attempts = order.terms.paymentRetryAttempts;
    return reject('rule', 'payment_attempts_exhausted', 'too many payments failed: cancel the order', { attempts });
  }
  const invalid = checkAmount(amount);
  if (invalid !== undefined) return invalid;
  const most = due(order);
  if (amount > most) {
    return reject('rule', 'amount_exceeds_due', 'pay at most what is still due', {
      amount: formatMinor(amount, order.currency),
      due: formatMinor(most, order.currency),
    });
  }
  const screening = screen(command, draft);
  const started = { paymentId, method, settlement, amount, reference };
  draft.record('PaymentStarted', mode === undefined ? started : { ...started, capture: mode });
  if (screening !== undefined) draft.record('PaymentScreened', { paymentId, ...screening });
  if (screening?.verdict === 'reject') draft.record('PaymentFailed', { paymentId, reason: 'fraud_suspected' });
  else if (settlement === 'immediate') capture(draft, paymentId, amount);
  else if (settlement === 'terms') authorize(draft, paymentId, amount);
  return draft.accept();
};

/** The failures before this payment count, not itself. */
const screen = ({ screening, amount }: StartPayment, { order }: Draft) => {
  if (screening === undefined) return undefined;
  const { billingCountry, shippingCountry } = order;
  const { recentPayments, policy } = screening;
  const facts = { recentPayments, amount, failedAttempts: failedAttempts(order), billingCountry, shippingCountry };
  return screenPayment(facts, policy);
};

export const recordPaymentSubmitted = (command: RecordPaymentSubmitted, draft: Draft): Decision<OrderEvent> => {
  const payment = findPayment(draft, command.paymentId);
  if (payment === undefined) return unknownPart('payment', command.paymentId);
  submit(draft, payment, command.gatewayPaymentId);
  return draft.accept();
};

/** A promise that came too late to be needed (the order is dead, or covered without it) is given up again. */
export const recordPaymentAuthorized = (
  { paymentId, amount, gatewayPaymentId }: RecordPaymentAuthorized,
  draft: Draft,
): Decision<OrderEvent> => {
  const payment = findPayment(draft, paymentId);
  if (payment === undefined) return unknownPart('payment', paymentId);
  const invalid = checkAmount(amount);
  if (invalid !== undefined) return invalid;
  const needed = draft.order.cancelledAt === null && !isCovered(draft.order);
  submit(draft, payment, gatewayPaymentId);
  authorize(draft, paymentId, amount);
  if (!needed) voidPayment(draft, payment);
  return draft.accept();
};

export const recordPaymentCaptured = (
  { paymentId, captured, gatewayPaymentId }: RecordPaymentCaptured,
  draft: Draft,
): Decision<OrderEvent> => {
  const payment = findPayment(draft, paymentId);
  if (payment === undefined) return unknownPart('payment', paymentId);
  const invalid = checkAmount(captured);
  if (invalid !== undefined) return invalid;
  submit(draft, payment, gatewayPaymentId);
  capture(draft, paymentId, captured - payment.captured);
  return draft.accept();
};

export const recordPaymentFailed = (
  { paymentId, reason, gatewayPaymentId }: RecordPaymentFailed,
  draft: Draft,
): Decision<OrderEvent> => {
  const payment = findPayment(draft, paymentId);
  if (payment === undefined) return unknownPart('payment', paymentId);
  submit(draft, payment, gatewayPaymentId);
  draft.record('PaymentFailed', { paymentId, reason });
  return draft.accept();
};

/** Should their money come all the same, it counts: a late success completes the order, or goes back. */
export const timeOutPayments = ({ timeoutMinutes, at }: TimeOutPayments, draft: Draft): Decision<OrderEvent> => {
  for (const { paymentId } of silentPayments(draft.order, addMinutes(at, -timeoutMinutes))) {
    draft.record('PaymentFailed', { paymentId, reason: 'timed_out' });
  }
  return draft.accept();
};

export const recordPaymentVoided = (
  { paymentId, gatewayPaymentId }: RecordPaymentVoided,
  draft: Draft,
): Decision<OrderEvent> => {
  const payment = findPayment(draft, paymentId);
  if (payment === undefined) return unknownPart('payment', paymentId);
  submit(draft, payment, gatewayPaymentId);
  draft.record('PaymentVoided', { paymentId });
  return draft.accept();
};

/** Gives up what is still to come: asked of a gateway, done at once for a promise of our own. */
export const voidOpenPayments = (draft: Draft): void => {
  for (const payment of draft.order.payments.filter(isOpen)) voidPayment(draft, payment);
};

/** The order is binding once its money is here or promised. */
export const confirmOnceCovered = (draft: Draft): void => {
  const { confirmedAt, cancelledAt, reservationId } = draft.order;
  if (confirmedAt === null && cancelledAt === null && isCovered(draft.order)) {
    draft.record('OrderConfirmed', { reservationId });
  }
};

/** Its gateway's id is learned once, from whoever tells it first. */
const submit = (
  draft: Draft,
  { paymentId, gatewayPaymentId: known }: PaymentState,
  gatewayPaymentId?: string,
): void => {
  if (gatewayPaymentId !== undefined && known === null)
    draft.record('PaymentSubmitted', { paymentId, gatewayPaymentId });
};

const authorize = (draft: Draft, paymentId: string, amount: Minor): void => {
  draft.record('PaymentAuthorized', { paymentId, amount });
  confirmOnceCovered(draft);
};

/** Money is always taken in. What a dead order gets, or nobody owes, goes back by itself. */
const capture = (draft: Draft, paymentId: string, amount: Minor): void => {
  draft.record('PaymentCaptured', { paymentId, amount });
  confirmOnceCovered(draft);
  const dead = draft.order.cancelledAt !== null;
  refundPayment(draft, {
    refundId: `${paymentId}.R${draft.order.refunds.length + 1}`,
    paymentId,
    amount: dead ? amount : Math.min(amount, excess(draft.order)),
    method: 'original_payment',
    cause: dead ? 'late_payment' : 'overpayment',
    returnId: null,
  });
};

const voidPayment = (draft: Draft, { paymentId, settlement }: PaymentState): void => {
  draft.record(settlement === 'gateway' ? 'PaymentVoidRequested' : 'PaymentVoided', { paymentId });
};

const findPayment = (draft: Draft, paymentId: string): PaymentState | undefined =>
  draft.order.payments.find((payment) => payment.paymentId === paymentId);
