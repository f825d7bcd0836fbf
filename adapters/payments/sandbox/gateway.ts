import { z } from 'zod';
import type { GatewayAnswer, GatewayPayment, PaymentGateway } from '../../../application/ports/payment-gateway.ts';
import type { Clock } from '../../../application/ports/system.ts';
import { formatMinor } from '../../../domain/shared/money.ts';
import { unavailableAs, type GatewayReply } from '../gateway-replies.ts';
import { callApi, gatewayName, type ApiRequest } from './client.ts';
import { paymentAnswer, refundAnswer } from './standing.ts';
import { readSandboxWebhook } from './webhook.ts';

export interface SandboxGatewayOptions {
  /** Of the sandbox's payment API, without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The newest, and any before it that webhooks may still be signed with. */
  readonly webhookSecrets: readonly string[];
  readonly clock: Clock;
  /** Time that a call may take; 10 seconds by default. */
  readonly timeoutMs?: number;
}

/** Returns the sandbox's own payment gateway, over HTTP as a real one would be. */
export const sandboxGateway = ({
  webhookSecrets,
  clock,
  timeoutMs = 10_000,
  ...access
}: SandboxGatewayOptions): PaymentGateway => {
  const ask = <Answer>(request: ApiRequest, answer: z.ZodType<Answer>): Promise<GatewayReply<Answer>> =>
    callApi({ ...access, timeoutMs }, request, answer);

  const pathOf = ({ gatewayPaymentId }: GatewayPayment, action = ''): string =>
    `/payments/${encodeURIComponent(gatewayPaymentId)}${action}`;

  return {
    name: gatewayName,
    create: async ({ amount, currency, ...payment }) =>
      toAnswer(
        await ask(
          {
            path: '/payments',
            change: {
              idempotencyKey: payment.paymentId,
              body: {
                organization_id: payment.organizationId,
                reference: payment.paymentId,
                order_number: payment.orderNumber,
                amount: formatMinor(amount, currency),
                currency,
                capture: payment.capture,
                method_id: payment.methodId,
                return_url: payment.returnUrl,
              },
            },
          },
          paymentAnswer,
        ),
      ),
    capture: async (payment, { captureId, amount }) => {
      const body = { amount: formatMinor(amount, payment.currency) };
      const change = { idempotencyKey: captureId, body };
      return toAnswer(await ask({ path: pathOf(payment, '/capture'), change }, standing));
    },
    cancel: async (payment) => {
      const change = { idempotencyKey: payment.paymentId, body: {} };
      return toAnswer(await ask({ path: pathOf(payment, '/cancel'), change }, standing));
    },
    refund: async (payment, { refundId, amount }) => {
      const body = { refund_id: refundId, amount: formatMinor(amount, payment.currency) };
      const change = { idempotencyKey: refundId, body };
      return toAnswer(await ask({ path: pathOf(payment, '/refunds'), change }, refundStanding));
    },
    find: async (payment) => {
      const found = await ask({ path: pathOf(payment) }, standing);
      if (!found.ok) throw unavailableAs(gatewayName)(found.message);
      return found.value.standing;
    },
    readWebhook: (delivery) => Promise.resolve(readSandboxWebhook(webhookSecrets, clock.now(), delivery)),
    ping: async () => {
      await ask({ path: '/ping' }, z.object({}));
    },
  };
};

const standing = paymentAnswer.transform((answer) => ({ standing: answer.standing }));
const refundStanding = refundAnswer.transform((answer) => ({ standing: answer }));

const toAnswer = <Answer extends object>(given: GatewayReply<Answer>): GatewayAnswer<Answer> =>
  given.ok ? { ok: true, ...given.value } : given;
