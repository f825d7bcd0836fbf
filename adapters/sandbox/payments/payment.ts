import { addMinutes } from '../../../domain/shared/instant.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { formatMinor, type Currency, type Minor } from '../../../domain/shared/money.ts';

/**
 * `requires_action`: its payer has not chosen how to pay. `processing`: settles by itself in a moment. `captured`: any of
 * it is. A declined one may be tried again; a cancelled one is over.
 */
export type SandboxPaymentStatus =
  'requires_action' | 'processing' | 'authorized' | 'captured' | 'declined' | 'canceled';

export interface SandboxPayment {
  readonly paymentId: string;
  readonly organizationId: string;
  /** What the merchant calls it. */
  readonly reference: string;
  readonly orderNumber: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly capture: 'now' | 'later';
  readonly status: SandboxPaymentStatus;
  /** What may be captured in all. */
  readonly authorized: Minor;
  readonly captured: Minor;
  readonly refunded: Minor;
  readonly declineReason: string | null;
  /** When a processing payment succeeds. */
  readonly settlesAt: Instant | null;
  /** Allows its holder to confirm the payment, and nothing else. */
  readonly clientSecret: string;
  readonly returnUrl: string | null;
}

/** A business "no", with a stable code. */
export interface PaymentRefusal {
  readonly code: string;
  readonly message: string;
}

export type PaymentChange =
  { readonly ok: true; readonly payment: SandboxPayment } | { readonly ok: false; readonly refusal: PaymentRefusal };

const changed = (payment: SandboxPayment): PaymentChange => ({ ok: true, payment });

const refuse = (code: string, message: string): PaymentChange => ({ ok: false, refusal: { code, message } });

/** How long a slow method takes, in minutes. */
const slowMinutes = 1 / 60;

const succeed = (payment: SandboxPayment): SandboxPayment => {
  const isCaptured = payment.capture === 'now';
  return {
    ...payment,
    status: isCaptured ? 'captured' : 'authorized',
    authorized: payment.amount,
    captured: isCaptured ? payment.amount : 0,
    declineReason: null,
    settlesAt: null,
  };
};

const decline = (payment: SandboxPayment, declineReason: string): SandboxPayment => ({
  ...payment,
  status: 'declined',
  declineReason,
});

/** What each method does; any other is declined. */
const methods: Readonly<Record<string, (payment: SandboxPayment, now: Instant) => SandboxPayment>> = {
  pm_ok: succeed,
  pm_declined: (payment) => decline(payment, 'card_declined'),
  pm_insufficient_funds: (payment) => decline(payment, 'insufficient_funds'),
  pm_slow: (payment, now) => ({
    ...payment,
    status: 'processing',
    declineReason: null,
    settlesAt: addMinutes(now, slowMinutes),
  }),
};

const isUnpaid = ({ status }: SandboxPayment): boolean => status === 'requires_action' || status === 'declined';

/** Pays with a method. A payment that is under way or paid stays as it is. */
export const confirm = (payment: SandboxPayment, methodId: string, now: Instant): PaymentChange => {
  if (payment.status === 'canceled') return refuse('payment_canceled', 'this payment was given up: make a new one');
  if (!isUnpaid(payment)) return changed(payment);
  const method = Object.hasOwn(methods, methodId) ? methods[methodId] : undefined;
  return changed(method === undefined ? decline(payment, 'unknown_payment_method') : method(payment, now));
};

/** A slow payment's time has come. */
export const settle = succeed;

export const capture = (payment: SandboxPayment, amount: Minor): PaymentChange => {
  const left = payment.authorized - payment.captured;
  if (amount > left) {
    return refuse('amount_exceeds_authorized', `there is ${formatMinor(left, payment.currency)} left to capture`);
  }
  return changed({ ...payment, status: 'captured', captured: payment.captured + amount });
};

/** Gives up what is not captured. */
export const cancel = (payment: SandboxPayment): PaymentChange =>
  changed({
    ...payment,
    status: payment.captured > 0 ? 'captured' : 'canceled',
    authorized: payment.captured,
    settlesAt: null,
  });

export const refund = (payment: SandboxPayment, amount: Minor): PaymentChange => {
  const left = payment.captured - payment.refunded;
  if (amount > left) {
    return refuse('refund_exceeds_captured', `there is ${formatMinor(left, payment.currency)} left to refund`);
  }
  return changed({ ...payment, refunded: payment.refunded + amount });
};
