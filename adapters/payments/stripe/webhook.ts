import type Stripe from 'stripe';
import { z } from 'zod';
import { isTimely, webhookToleranceSeconds } from '../../../application/payments/receive-payment-webhook.ts';
import type { GatewayReport } from '../../../application/ports/payment-gateway.ts';
import type { WebhookDelivery, WebhookReading } from '../../../application/ports/webhook.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { paymentReports, readEvent, refundReports } from '../gateway-replies.ts';
import { paymentIntent, paymentStanding, referenceOf, refund, refundStanding } from './standing.ts';

const charge = z.object({ refunds: z.object({ data: z.array(refund) }).nullish() });

/** Other types of events are none of ours. */
const event = z.object({
  id: z.string().min(1),
  type: z.string(),
  data: z.object({ object: z.unknown() }),
});

/**
 * Verifies Stripe-Signature over the raw bytes and reads the event. Payment events carry the whole PaymentIntent with its
 * totals as of the event.
 */
export const readStripeWebhook = (
  stripe: Stripe,
  secrets: readonly string[],
  now: Instant,
  { headers, body }: WebhookDelivery,
): WebhookReading<GatewayReport> => {
  const signature = headers['stripe-signature'] ?? '';
  if (!isSignedLately(signature, now) || !secrets.some((secret) => isSigned(stripe, body, signature, secret, now))) {
    return { ok: false, reason: 'unverified' };
  }
  return readEvent(body, (json) => {
    const { id, type, data } = event.parse(json);
    return { eventId: id, reports: reportsOf(type, data.object) };
  });
};

/** Checks the time both ways: the SDK refuses events that are too old, but not ones from the future. */
const isSignedLately = (signature: string, now: Instant): boolean => {
  const times = [...signature.matchAll(/(?:^|,)t=(\d{1,12})(?=,|$)/g)].map(([, seconds]) => Number(seconds));
  return times.length === 1 && times.every((seconds) => isTimely(seconds * 1000, now));
};

const isSigned = (stripe: Stripe, body: Uint8Array, signature: string, secret: string, now: Instant): boolean => {
  try {
    return (
      stripe.webhooks.signature?.verifyHeader(
        Buffer.from(body),
        signature,
        secret,
        webhookToleranceSeconds,
        undefined,
        Date.parse(now),
      ) ?? false
    );
  } catch {
    return false;
  }
};

/** @throws ZodError */
const reportsOf = (type: string, object: unknown): readonly GatewayReport[] => {
  switch (type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled':
      return aboutPayment(paymentIntent.parse(object));
    case 'charge.refunded':
      // newer versions of the API leave the refunds out here: then refund.updated has them
      return (charge.parse(object).refunds?.data ?? []).flatMap(aboutRefund);
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated':
      return aboutRefund(refund.parse(object));
    default:
      return [];
  }
};

const aboutPayment = (intent: z.infer<typeof paymentIntent>): readonly GatewayReport[] =>
  paymentReports(referenceOf(intent.metadata), intent.id, paymentStanding(intent));

const aboutRefund = (object: z.infer<typeof refund>): readonly GatewayReport[] =>
  refundReports(referenceOf(object.metadata), object.metadata?.refund_id, refundStanding(object));
