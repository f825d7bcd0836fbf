import Stripe from 'stripe';
import type { Clock } from '../../../application/ports/clock.ts';
import type { NewGatewayPayment, NextStep, PaymentGateway } from '../../../application/ports/payment-gateway.ts';
import { ask, unavailable } from './failures.ts';
import { paymentStanding, refundStanding } from './standing.ts';
import { readStripeWebhook } from './webhook.ts';

export interface StripeGatewayOptions {
  readonly apiKey: string;
  /** Of the webhook endpoint; several while they are being rotated. */
  readonly webhookSecrets: readonly string[];
  /** Instead of Stripe's own: where else its API is spoken. */
  readonly baseUrl?: string;
  readonly clock: Clock;
  /** Per call; 10 s unless told. */
  readonly timeoutMs?: number;
}

/**
 * Stripe by PaymentIntents; the payer confirms with the client secret. `methodId` is a PaymentMethod (`pm_…`), confirmed at
 * once. One capture a payment: what it leaves is released. Stripe keeps idempotency keys for a day at least.
 */
export const stripeGateway = ({ apiKey, webhookSecrets, baseUrl, clock, timeoutMs = 10_000 }: StripeGatewayOptions) => {
  const stripe = new Stripe(apiKey, {
    ...(baseUrl !== undefined && endpointOf(baseUrl)),
    maxNetworkRetries: 0, // whoever asks repeats, with the same keys
    timeout: timeoutMs,
    telemetry: false,
  });

  const gateway: PaymentGateway = {
    name: 'stripe',

    create: (payment) =>
      ask(async () => {
        const intent = await stripe.paymentIntents.create(toRequest(payment), {
          idempotencyKey: `${payment.paymentId}:create`,
        });
        const standing = paymentStanding(intent);
        return { ok: true as const, gatewayPaymentId: intent.id, standing, nextStep: nextStepOf(intent) };
      }),

    capture: ({ gatewayPaymentId }, { captureId, amount }) =>
      ask(async () => {
        const intent = await stripe.paymentIntents.capture(
          gatewayPaymentId,
          { amount_to_capture: amount },
          { idempotencyKey: captureId },
        );
        return { ok: true as const, standing: paymentStanding(intent) };
      }),

    cancel: async (payment) => {
      // No key: a cancelled one stays so, and under a key Stripe would repeat an old refusal for a day.
      const answer = await ask(async () => {
        const intent = await stripe.paymentIntents.cancel(payment.gatewayPaymentId);
        return { ok: true as const, standing: paymentStanding(intent) };
      });
      if (answer.ok || answer.reason !== 'payment_intent_unexpected_state') return answer;
      const standing = await gateway.find(payment);
      return standing.status === 'captured' || standing.status === 'voided' ? { ok: true, standing } : answer;
    },

    refund: ({ gatewayPaymentId, organizationId, paymentId }, { refundId, amount }) =>
      ask(async () => {
        const metadata = { organization_id: organizationId, payment_id: paymentId, refund_id: refundId };
        const refund = await stripe.refunds.create(
          { payment_intent: gatewayPaymentId, amount, metadata },
          { idempotencyKey: refundId },
        );
        return { ok: true as const, standing: refundStanding(refund) };
      }),

    find: async ({ gatewayPaymentId }) => {
      const answer = await ask(async () => {
        const intent = await stripe.paymentIntents.retrieve(gatewayPaymentId);
        return { ok: true as const, standing: paymentStanding(intent) };
      });
      if (!answer.ok) throw unavailable(`Stripe does not show ${gatewayPaymentId}: ${answer.reason}`);
      return answer.standing;
    },

    readWebhook: (delivery) => Promise.resolve(readStripeWebhook(stripe, webhookSecrets, clock.now(), delivery)),

    ping: async () => {
      const answer = await ask(async () => {
        await stripe.paymentIntents.list({ limit: 1 });
        return { ok: true as const };
      });
      if (!answer.ok) throw unavailable(answer.reason);
    },
  };
  return gateway;
};

const endpointOf = (baseUrl: string) => {
  const { protocol, hostname, port } = new URL(baseUrl);
  const isPlain = protocol === 'http:';
  return {
    protocol: isPlain ? ('http' as const) : ('https' as const),
    host: hostname,
    port: port === '' ? (isPlain ? 80 : 443) : Number(port),
  };
};

const toRequest = (payment: NewGatewayPayment): Stripe.PaymentIntentCreateParams => ({
  amount: payment.amount,
  currency: payment.currency.toLowerCase(),
  capture_method: payment.capture === 'now' ? 'automatic' : 'manual',
  description: payment.orderNumber,
  metadata: { organization_id: payment.organizationId, payment_id: payment.paymentId },
  ...howToPay(payment),
});

/** Methods that lead elsewhere need a way back. */
const howToPay = ({ methodId, returnUrl }: NewGatewayPayment): Partial<Stripe.PaymentIntentCreateParams> => {
  if (methodId === null) return { automatic_payment_methods: { enabled: true } };
  const confirmed = { payment_method: methodId, confirm: true };
  return returnUrl === null
    ? { ...confirmed, automatic_payment_methods: { enabled: true, allow_redirects: 'never' } }
    : { ...confirmed, automatic_payment_methods: { enabled: true }, return_url: returnUrl };
};

const nextStepOf = ({ client_secret, next_action }: Stripe.PaymentIntent): NextStep => {
  const approvalUrl = next_action?.redirect_to_url?.url;
  return {
    ...(client_secret !== null && { clientSecret: client_secret }),
    ...(typeof approvalUrl === 'string' && { approvalUrl }),
  };
};
