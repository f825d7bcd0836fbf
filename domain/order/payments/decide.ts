import { checkAmount } from '../../shared/amount.ts';
import { reject, type Decision } from '../../shared/decider.ts';
import { formatMinor, type Minor } from '../../shared/money.ts';
import { addMinutes } from '../../shared/instant.ts';
import { due, excess, failedAttempts, isCovered, isOpen, mayTryPayment, silentPayments } from './balance.ts';
import type {
  RecordPaymentAuthorized,
  RecordPaymentCaptured,
  RecordPaymentFailed,
  RecordPaymentSubmitted,
  RecordPaymentVoided,
  StartPayment,
  TimeOutPayments,
} from '../commands.ts';
import type { EventRecorder } from '../event-recorder.ts';
import type { OrderEvent } from '../events.ts';
import { screenPayment } from './fraud.ts';
import { isOutdated, newIdIn, type GatewayReport } from './gateway-report.ts';
import { refundPayment } from './refund-payments.ts';
import { unknownPart } from '../refusals.ts';
import type { PaymentState } from '../state.ts';

/** Several payments may share an order, each at most what is due beside the others. */
export const startPayment = (command: StartPayment, draft: EventRecorder): Decision<OrderEvent> => {
  const { order } = draft;
  const { paymentId, method, settlement, amount, reference, capture: mode, dueAt } = command;
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
  const agreed = { ...(mode !== undefined && { capture: mode }), ...(dueAt !== undefined && { dueAt }) };
  draft.record('PaymentStarted', { paymentId, method, settlement, amount, reference, ...agreed });
  if (screening !== undefined) draft.record('PaymentScreened', { paymentId, ...screening });
  if (screening?.verdict === 'reject') draft.record('PaymentFailed', { paymentId, reason: 'fraud_suspected' });
  else if (settlement === 'immediate') capture(draft, paymentId, amount);
  else if (settlement === 'terms') authorize(draft, paymentId, amount);
  return draft.accept();
};

/** The failures before this payment count, not itself. */
const screen = ({ screening, amount }: StartPayment, { order }: EventRecorder) => {
  if (screening === undefined) return undefined;
  const { billingCountry, shippingCountry } = order;
  const { recentPayments, policy } = screening;
  const facts = { recentPayments, amount, failedAttempts: failedAttempts(order), billingCountry, shippingCountry };
  return screenPayment(facts, policy);
};

export const recordPaymentSubmitted = (command: RecordPaymentSubmitted, draft: EventRecorder): Decision<OrderEvent> =>
  takeNews(command, draft, () => undefined);

/** A promise that came too late to be needed (the order is dead, or covered without it) is given up again. */
export const recordPaymentAuthorized = (command: RecordPaymentAuthorized, draft: EventRecorder): Decision<OrderEvent> =>
  takeNews(command, draft, (payment) => {
    const invalid = checkAmount(command.amount);
    if (invalid !== undefined) return invalid;
    const needed = draft.order.cancelledAt === null && !isCovered(draft.order);
    authorize(draft, command.paymentId, command.amount);
    if (!needed) voidPayment(draft, payment);
    return undefined;
  });

export const recordPaymentCaptured = (command: RecordPaymentCaptured, draft: EventRecorder): Decision<OrderEvent> =>
  takeNews(command, draft, (payment) => {
    const invalid = checkAmount(command.captured);
    if (invalid === undefined) capture(draft, command.paymentId, command.captured - payment.captured);
    return invalid;
  });

export const recordPaymentFailed = (command: RecordPaymentFailed, draft: EventRecorder): Decision<OrderEvent> =>
  takeNews(command, draft, () => {
    draft.record('PaymentFailed', { paymentId: command.paymentId, reason: command.reason });
    return undefined;
  });

/** Should their money come all the same, it counts: a late success completes the order, or goes back. */
export const timeOutPayments = (
  { timeoutMinutes, at }: TimeOutPayments,
  draft: EventRecorder,
): Decision<OrderEvent> => {
  for (const { paymentId } of silentPayments(draft.order, addMinutes(at, -timeoutMinutes))) {
    draft.record('PaymentFailed', { paymentId, reason: 'timed_out' });
  }
  return draft.accept();
};

export const recordPaymentVoided = (command: RecordPaymentVoided, draft: EventRecorder): Decision<OrderEvent> =>
  takeNews(command, draft, () => {
    draft.record('PaymentVoided', { paymentId: command.paymentId });
    return undefined;
  });

/** Gives up what is still to come: asked of a gateway, done at once for a promise of our own. */
export const voidOpenPayments = (draft: EventRecorder): void => {
  for (const payment of draft.order.payments.filter(isOpen)) voidPayment(draft, payment);
};

/** The order is binding once its money is here or promised. */
export const confirmOnceCovered = (draft: EventRecorder): void => {
  const { confirmedAt, cancelledAt, reservationId } = draft.order;
  if (confirmedAt === null && cancelledAt === null && isCovered(draft.order)) {
    draft.record('OrderConfirmed', { reservationId });
  }
};

/** Its gateway's id is learned once, from whoever tells it first; the rest only if it is news. `take` may refuse it. */
const takeNews = (
  news: GatewayReport,
  draft: EventRecorder,
  take: (payment: PaymentState) => ReturnType<typeof reject> | undefined,
): Decision<OrderEvent> => {
  const { paymentId } = news;
  const payment = findPayment(draft, paymentId);
  if (payment === undefined) return unknownPart('payment', paymentId);
  const gatewayPaymentId = newIdIn(news, payment);
  if (gatewayPaymentId !== undefined) draft.record('PaymentSubmitted', { paymentId, gatewayPaymentId });
  return (isOutdated(news, payment) ? undefined : take(payment)) ?? draft.accept();
};

const authorize = (draft: EventRecorder, paymentId: string, amount: Minor): void => {
  draft.record('PaymentAuthorized', { paymentId, amount });
  confirmOnceCovered(draft);
};

/** Money is always taken in. What a dead order gets, or nobody owes, goes back by itself. */
const capture = (draft: EventRecorder, paymentId: string, amount: Minor): void => {
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

const voidPayment = (draft: EventRecorder, { paymentId, settlement }: PaymentState): void => {
  draft.record(settlement === 'gateway' ? 'PaymentVoidRequested' : 'PaymentVoided', { paymentId });
};

const findPayment = (draft: EventRecorder, paymentId: string): PaymentState | undefined =>
  draft.order.payments.find((payment) => payment.paymentId === paymentId);
