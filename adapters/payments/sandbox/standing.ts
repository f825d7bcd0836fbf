import { z } from 'zod';
import { toReason } from '../../../application/payments/gateway-payment.ts';
import type { NextStep, PaymentStanding, RefundStanding } from '../../../application/ports/payment-gateway.ts';
import { currencies, parseMinor, type Currency, type Minor } from '../../../domain/shared/money.ts';
import { paymentReports, refundReports } from '../gateway-replies.ts';

const minorOf = (text: string, currency: Currency, context: z.RefinementCtx): Minor => {
  const minor = parseMinor(text, currency);
  if (minor === undefined) context.addIssue(`${text} is no amount of ${currency}`);
  return minor ?? z.NEVER;
};

/** Reads a payment as the API and its webhooks show it. */
const payment = z
  .object({
    payment_id: z.string().min(1),
    organization_id: z.string(),
    reference: z.string(),
    status: z.enum(['requires_action', 'processing', 'authorized', 'captured', 'declined', 'canceled']),
    currency: z.enum(currencies),
    authorized: z.string(),
    captured: z.string(),
    decline_reason: z.string().nullable(),
    client_secret: z.string().exactOptional(),
    approval_url: z.string().exactOptional(),
  })
  .transform((shown, context) => ({
    ...shown,
    authorized: minorOf(shown.authorized, shown.currency, context),
    captured: minorOf(shown.captured, shown.currency, context),
  }));

type ShownPayment = z.output<typeof payment>;

const refund = z.object({ refund_id: z.string().min(1), status: z.literal('succeeded') });

const standingOf = ({ status, authorized, captured, decline_reason }: ShownPayment): PaymentStanding => {
  switch (status) {
    case 'requires_action':
    case 'processing':
      return { status: 'pending' };
    case 'authorized':
      return { status: 'authorized', amount: authorized };
    case 'captured':
      return { status: 'captured', captured };
    case 'declined':
      return { status: 'failed', reason: toReason(decline_reason ?? '') };
    case 'canceled':
      return { status: 'voided' };
  }
};

/** Says what the payer has to do as long as it is not paid. */
const nextStepOf = ({ status, client_secret, approval_url }: ShownPayment): NextStep =>
  status === 'requires_action'
    ? {
        ...(client_secret !== undefined && { clientSecret: client_secret }),
        ...(approval_url !== undefined && { approvalUrl: approval_url }),
      }
    : {};

/** Reads the answer to everything about a payment. */
export const paymentAnswer = z.object({ payment }).transform((answer) => ({
  gatewayPaymentId: answer.payment.payment_id,
  standing: standingOf(answer.payment),
  nextStep: nextStepOf(answer.payment),
}));

/** Reads the answer to a refund. */
export const refundAnswer = z.object({ refund }).transform(({ refund: { status } }): RefundStanding => ({ status }));

/** Reads a refusal, whatever its HTTP status. */
export const refusalAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Reads a webhook: how the payment stands since, and the refund if it brings one. */
export const webhookBody = z
  .object({ event_id: z.string().min(1), payment, refund: refund.exactOptional() })
  .transform(({ event_id: eventId, payment: shown, refund: shownRefund }) => {
    const reference = { organizationId: shown.organization_id, paymentId: shown.reference };
    const reports =
      shownRefund === undefined
        ? paymentReports(reference, shown.payment_id, standingOf(shown))
        : refundReports(reference, shownRefund.refund_id, { status: shownRefund.status });
    return { eventId, reports };
  });
