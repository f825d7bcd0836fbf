import type Stripe from 'stripe';
import type { Clock } from '../../../application/ports/clock.ts';
import type {
  GatewayAnswer,
  NewGatewayPayment,
  NextStep,
  PaymentGateway,
  PaymentStanding,
} from '../../../application/ports/payment-gateway.ts';
import type { GatewayReply } from '../gateway-replies.ts';
import { ask, connectStripe, unavailable } from './client.ts';
import { paymentStanding, refundStanding } from './standing.ts';
import { readStripeWebhook } from './webhook.ts';

export interface StripeGatewayOptions {
  readonly apiKey: string;
  /** Of the webhook endpoint; several while they are being rotated. */
  readonly webhookSecrets: readonly string[];
  /** Instead of Stripe's own: where else its API is spoken. */
  readonly baseUrl?: string;
  readonly clock: Clock;
  /** Per call; 10 s by default. */
  readonly timeoutMs?: number;
}

/**
 * Opens Stripe by PaymentIntents; the payer confirms with the client secret. `methodId` is a PaymentMethod (`pm_…`), confirmed at
 * once. One capture a payment: what it leaves is released. Stripe keeps idempotency keys for a day at least.
 */
export const stripeGateway = ({ apiKey, webhookSecrets, baseUrl, clock, timeoutMs = 10_000 }: StripeGatewayOptions) => {
  const stripe = connectStripe(apiKey, timeoutMs, baseUrl);

  const gateway: PaymentGateway = {
    name: 'stripe',

    create: async (payment) => {
      const idempotencyKey = `${payment.paymentId}:create`;
      const answer = await ask(() => stripe.paymentIntents.create(toRequest(payment), { idempotencyKey }));
      if (!answer.ok) return answer;
      const intent = answer.value;
      return { ok: true, gatewayPaymentId: intent.id, standing: paymentStanding(intent), nextStep: nextStepOf(intent) };
    },

    capture: async ({ gatewayPaymentId }, { captureId: idempotencyKey, amount }) =>
      toStanding(
        await ask(() =>
          stripe.paymentIntents.capture(gatewayPaymentId, { amount_to_capture: amount }, { idempotencyKey }),
        ),
      ),

    cancel: async (payment) => {
      // No key: a cancelled one stays so, and under a key Stripe would repeat an old refusal for a day.
      const answer = toStanding(await ask(() => stripe.paymentIntents.cancel(payment.gatewayPaymentId)));
      if (answer.ok || answer.reason !== 'payment_intent_unexpected_state') return answer;
      const standing = await gateway.find(payment);
      return standing.status === 'captured' || standing.status === 'voided' ? { ok: true, standing } : answer;
    },

    refund: async ({ gatewayPaymentId, organizationId, paymentId }, { refundId, amount }) => {
      const metadata = { organization_id: organizationId, payment_id: paymentId, refund_id: refundId };
      const request = { payment_intent: gatewayPaymentId, amount, metadata };
      const answer = await ask(() => stripe.refunds.create(request, { idempotencyKey: refundId }));
      return answer.ok ? { ok: true, standing: refundStanding(answer.value) } : answer;
    },

    find: async ({ gatewayPaymentId }) => {
      const answer = await ask(() => stripe.paymentIntents.retrieve(gatewayPaymentId));
      if (!answer.ok) throw unavailable(`Stripe does not show ${gatewayPaymentId}: ${answer.reason}`);
      return paymentStanding(answer.value);
    },

    readWebhook: (delivery) => Promise.resolve(readStripeWebhook(stripe, webhookSecrets, clock.now(), delivery)),

    ping: async () => {
      const answer = await ask(() => stripe.paymentIntents.list({ limit: 1 }));
      if (!answer.ok) throw unavailable(answer.reason);
    },
  };
  return gateway;
};

const toStanding = (
  answer: GatewayReply<Stripe.PaymentIntent>,
): GatewayAnswer<{ readonly standing: PaymentStanding }> =>
  answer.ok ? { ok: true, standing: paymentStanding(answer.value) } : answer;

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
