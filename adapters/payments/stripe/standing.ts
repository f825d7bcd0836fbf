import { z } from 'zod';
import { toReason } from '../../../application/payments/gateway-payment.ts';
import type { PaymentReference, PaymentStanding, RefundStanding } from '../../../application/ports/payment-gateway.ts';

const error = z.object({ code: z.string().nullish(), decline_code: z.string().nullish() });

/** Reads a PaymentIntent, as far as it matters here, in answers and in events. */
export const paymentIntent = z.object({
  id: z.string(),
  status: z.string(),
  amount_received: z.int().nullish(),
  amount_capturable: z.int().nullish(),
  last_payment_error: error.nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** Reads a Refund, as far as it matters here, in answers and in events. */
export const refund = z.object({
  status: z.string().nullish(),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

type Metadata = Readonly<Record<string, string>> | null | undefined;

/** Finds the payment of ours that it is about; undefined: it is about none. */
export const referenceOf = (metadata: Metadata): PaymentReference | undefined => {
  const { organization_id: organizationId, payment_id: paymentId } = metadata ?? {};
  return organizationId === undefined || paymentId === undefined ? undefined : { organizationId, paymentId };
};

/**
 * Stripe counts in the smallest unit as we do: cents, whole pesos (CLP) and guaraníes (PYG). Its exceptions (ISK, HUF,
 * TWD, UGX) are currencies that we do not have.
 */
export const paymentStanding = (intent: z.infer<typeof paymentIntent>): PaymentStanding => {
  switch (intent.status) {
    case 'succeeded':
      return { status: 'captured', captured: intent.amount_received ?? 0 };
    case 'requires_capture':
      return { status: 'authorized', amount: intent.amount_capturable ?? 0 };
    case 'canceled':
      return { status: 'voided' };
    case 'requires_payment_method':
      return intent.last_payment_error ? failed(intent.last_payment_error) : { status: 'pending' };
    default:
      return { status: 'pending' };
  }
};

const failed = ({ code, decline_code }: z.infer<typeof error>): PaymentStanding => ({
  status: 'failed',
  reason: toReason(decline_code ?? code ?? 'declined'),
});

export const refundStanding = ({ status, failure_reason }: z.infer<typeof refund>): RefundStanding => {
  switch (status) {
    case 'succeeded':
      return { status: 'succeeded' };
    case 'failed':
    case 'canceled':
      return { status: 'failed', reason: toReason(failure_reason ?? status) };
    default:
      return { status: 'pending' };
  }
};
