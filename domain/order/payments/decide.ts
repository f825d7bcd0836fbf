import { match, P } from 'ts-pattern';
import { reject, type Decision, type Refusal } from '../../shared/decider.ts';
import { addMinutes } from '../../shared/instant.ts';
import { checkAmount, formatMinor, type Minor } from '../../shared/money.ts';
import type { StartPayment } from '../commands.ts';
import type { Decide, EventRecorder } from '../event-recorder.ts';
import type { OrderEvent } from '../events.ts';
import { paymentOf, unknownPart } from '../parts.ts';
import type { PaymentState } from '../facts.ts';
import { due, excess, failedAttempts, isCovered, isOpen, mayTryPayment, silentPayments } from './balance.ts';
import { screenPayment } from './fraud.ts';
import { isOutdated, newIdIn, type GatewayReport } from './gateway-report.ts';
import { refundPayment } from './refund-payments.ts';

/** Starts one of the payments of an order: at most what the rest leave due. */
export const startPayment: Decide<'StartPayment'> = (command, recorder) => {
  const { order } = recorder;
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
  const screening = screen(command, recorder);
  const agreed = { ...(mode !== undefined && { capture: mode }), ...(dueAt !== undefined && { dueAt }) };
  recorder.record('PaymentStarted', { paymentId, method, settlement, amount, reference, ...agreed });
  if (screening !== undefined) recorder.record('PaymentScreened', { paymentId, ...screening });
  match([screening?.verdict, settlement] as const)
    .with(['reject', P._], () => {
      recorder.record('PaymentFailed', { paymentId, reason: 'fraud_suspected' });
    })
    .with([P._, 'immediate'], () => {
      capture(recorder, paymentId, amount);
    })
    .with([P._, 'terms'], () => {
      authorize(recorder, paymentId, amount);
    })
    .with([P._, 'gateway'], () => undefined)
    .exhaustive();
  return recorder.accept();
};

/** Screens a payment by the failures before it, not itself. */
const screen = ({ screening, amount }: StartPayment, { order }: EventRecorder) => {
  if (screening === undefined) return undefined;
  const { billingCountry, shippingCountry } = order;
  const { recentPayments, policy } = screening;
  const facts = { recentPayments, amount, failedAttempts: failedAttempts(order), billingCountry, shippingCountry };
  return screenPayment(facts, policy);
};

export const recordPaymentSubmitted: Decide<'RecordPaymentSubmitted'> = (command, recorder) =>
  takeReport(command, recorder, () => undefined);

/** Gives up a promise that came too late to be needed (the order is dead, or covered without it). */
export const recordPaymentAuthorized: Decide<'RecordPaymentAuthorized'> = (command, recorder) =>
  takeReport(command, recorder, (payment) => {
    const invalid = checkAmount(command.amount);
    if (invalid !== undefined) return invalid;
    const needed = recorder.order.cancelledAt === null && !isCovered(recorder.order);
    authorize(recorder, command.paymentId, command.amount);
    if (!needed) voidPayment(recorder, payment);
    return undefined;
  });

export const recordPaymentCaptured: Decide<'RecordPaymentCaptured'> = (command, recorder) =>
  takeReport(command, recorder, (payment) => {
    const invalid = checkAmount(command.captured);
    if (invalid === undefined) capture(recorder, command.paymentId, command.captured - payment.captured);
    return invalid;
  });

export const recordPaymentFailed: Decide<'RecordPaymentFailed'> = (command, recorder) =>
  takeReport(command, recorder, () => {
    recorder.record('PaymentFailed', { paymentId: command.paymentId, reason: command.reason });
    return undefined;
  });

/** Fails silent payments. Should their money come all the same, it counts: a late success completes the order, or goes back. */
export const timeOutPayments: Decide<'TimeOutPayments'> = ({ timeoutMinutes, at }, recorder) => {
  for (const { paymentId } of silentPayments(recorder.order, addMinutes(at, -timeoutMinutes))) {
    recorder.record('PaymentFailed', { paymentId, reason: 'timed_out' });
  }
  return recorder.accept();
};

export const recordPaymentVoided: Decide<'RecordPaymentVoided'> = (command, recorder) =>
  takeReport(command, recorder, () => {
    recorder.record('PaymentVoided', { paymentId: command.paymentId });
    return undefined;
  });

/** Gives up what is still to come: asked of a gateway, done at once for a promise of our own. */
export const voidOpenPayments = (recorder: EventRecorder): void => {
  for (const payment of recorder.order.payments.filter(isOpen)) voidPayment(recorder, payment);
};

/** Makes the order binding once its money is here or promised. */
export const confirmOnceCovered = (recorder: EventRecorder): void => {
  const { confirmedAt, cancelledAt, reservationId } = recorder.order;
  if (confirmedAt === null && cancelledAt === null && isCovered(recorder.order)) {
    recorder.record('OrderConfirmed', { reservationId });
  }
};

/** Learns the gateway's id once, from the first report that names it; takes the rest only if it is new. `take` may refuse it. */
const takeReport = (
  report: GatewayReport,
  recorder: EventRecorder,
  take: (payment: PaymentState) => Refusal | undefined,
): Decision<OrderEvent> => {
  const { paymentId } = report;
  const payment = paymentOf(recorder.order, paymentId);
  if (payment === undefined) return unknownPart('payment', paymentId);
  const gatewayPaymentId = newIdIn(report, payment);
  if (gatewayPaymentId !== undefined) recorder.record('PaymentSubmitted', { paymentId, gatewayPaymentId });
  return (isOutdated(report, payment) ? undefined : take(payment)) ?? recorder.accept();
};

const authorize = (recorder: EventRecorder, paymentId: string, amount: Minor): void => {
  recorder.record('PaymentAuthorized', { paymentId, amount });
  confirmOnceCovered(recorder);
};

/** Takes money in, always. What a dead order gets, or was not owed, goes back by itself. */
const capture = (recorder: EventRecorder, paymentId: string, amount: Minor): void => {
  recorder.record('PaymentCaptured', { paymentId, amount });
  confirmOnceCovered(recorder);
  const dead = recorder.order.cancelledAt !== null;
  refundPayment(recorder, {
    refundId: `${paymentId}.R${recorder.order.refunds.length + 1}`,
    paymentId,
    amount: dead ? amount : Math.min(amount, excess(recorder.order)),
    method: 'original_payment',
    cause: dead ? 'late_payment' : 'overpayment',
    returnId: null,
  });
};

const voidPayment = (recorder: EventRecorder, { paymentId, settlement }: PaymentState): void => {
  recorder.record(settlement === 'gateway' ? 'PaymentVoidRequested' : 'PaymentVoided', { paymentId });
};
