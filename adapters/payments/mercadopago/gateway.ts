import { refusedByGateway, referenceTooLong } from '../../../application/payments/gateway-refusal.ts';
import { toReferenceText } from '../../../application/payments/payment-reference.ts';
import type { Clock } from '../../../application/ports/clock.ts';
import type { GatewayPayment, PaymentGateway, PaymentReference } from '../../../application/ports/payment-gateway.ts';
import { toWire } from '../../../domain/shared/money.ts';
import { cancelOpen, expirePreference } from './cancel.ts';
import { connectMercadoPago, unavailable } from './client.ts';
import { accountCurrency, createCardPayment, createPreference } from './create.ts';
import { isHeld, isTaken, paymentsOf, paymentStanding, toPayment, withFresh } from './payments.ts';
import { refundTaken } from './refund.ts';
import { readMercadoPagoWebhook } from './webhook.ts';

export interface MercadoPagoGatewayOptions {
  readonly accessToken: string;
  /** Of the application's webhooks; several while they are being rotated. */
  readonly webhookSecrets: readonly string[];
  /** Instead of MercadoPago's own: where else its API is spoken. */
  readonly baseUrl?: string;
  readonly clock: Clock;
  /** Per call; 10 s unless told. */
  readonly timeoutMs?: number;
}

/**
 * MercadoPago: a checkout page (preference) without a `methodId`, or a card: `<payment method>:<card token>`, which needs
 * the payer's e-mail and may be captured later, once. A page may be paid in several tries, so all payments that carry our
 * reference are one to us, whichever of their ids we hold.
 */
export const mercadoPagoGateway = ({
  accessToken,
  webhookSecrets,
  baseUrl,
  clock,
  timeoutMs = 10_000,
}: MercadoPagoGatewayOptions) => {
  const ask = connectMercadoPago({ accessToken, baseUrl, timeoutMs });
  const findCurrency = accountCurrency(ask);

  /** The search may lag: the one payment that we know by its id is read by itself. */
  const triesOf = async (payment: GatewayPayment) => {
    const found = await paymentsOf(ask, referenceOf(payment));
    const id = payment.gatewayPaymentId;
    if (!/^\d+$/.test(id) || found.some((each) => each.id === id)) return found;
    const answer = await ask(({ payments }) => payments.get({ id }));
    return answer.ok ? withFresh(found, toPayment(answer.value)) : found;
  };

  const gateway: PaymentGateway = {
    name: 'mercadopago',

    create: async (payment) => {
      const reference = toReferenceText(payment);
      if (reference === undefined) return referenceTooLong;
      if ((await findCurrency()) !== payment.currency) {
        return refusedByGateway('currency_not_supported', `the MercadoPago account does not take ${payment.currency}`);
      }
      const create = payment.methodId === null ? createPreference : createCardPayment;
      return create(ask, payment, reference);
    },

    capture: async (payment, { captureId, amount }) => {
      const tries = await triesOf(payment);
      // a captured one is asked too: it may have been under this very key
      const target = tries.find(isHeld) ?? tries.find(isTaken);
      if (target === undefined) return refusedByGateway('not_authorized', 'nothing is authorised');
      const request = { id: target.id, transaction_amount: toWire(amount, payment.currency) };
      const answer = await ask(({ payments }) => payments.capture(request), captureId);
      if (!answer.ok) return answer;
      return { ok: true, standing: paymentStanding(withFresh(tries, toPayment(answer.value))) };
    },

    cancel: async (payment) => {
      await expirePreference(ask, payment, clock.now());
      const refusal = await cancelOpen(ask, payment, await triesOf(payment));
      const standing = paymentStanding(await triesOf(payment));
      if (standing.status === 'captured' || standing.status === 'failed') return { ok: true, standing };
      return refusal ?? { ok: true, standing: { status: 'voided' } };
    },

    refund: async (payment, request) => refundTaken(ask, (await triesOf(payment)).filter(isTaken), payment, request),

    find: async (payment) => paymentStanding(await triesOf(payment)),

    readWebhook: (delivery) => readMercadoPagoWebhook(ask, webhookSecrets, clock.now(), delivery),

    ping: async () => {
      const answer = await ask(({ users }) => users.get());
      if (!answer.ok) throw unavailable(answer.reason);
    },
  };
  return gateway;
};

const referenceOf = (payment: PaymentReference): string => {
  const reference = toReferenceText(payment);
  if (reference === undefined) throw new RangeError(referenceTooLong.message);
  return reference;
};
