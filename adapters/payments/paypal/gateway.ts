import {
  CheckoutPaymentIntent,
  PaypalExperienceUserAction,
  PaypalWalletContextShippingPreference,
  type Money,
  type Order,
  type OrderRequest,
  type PaypalWallet,
} from '@paypal/paypal-server-sdk';
import { referenceTooLong, refusedByGateway, toReferenceText } from '../../../application/payments/gateway-payment.ts';
import type {
  GatewayAnswer,
  GatewayPayment,
  NewGatewayPayment,
  NextStep,
  PaymentGateway,
  PaymentStanding,
  RefundStanding,
} from '../../../application/ports/payment-gateway.ts';
import { formatMinor, type Currency, type Minor } from '../../../domain/shared/money.ts';
import { defaultTimeoutMs, refundFirst, type GatewayOptions, type GatewayReply } from '../gateway-replies.ts';
import { certificateKeys } from './certificates.ts';
import { connectPayPal, unavailable, type AskPayPal } from './client.ts';
import { authorizationOf, isArriving, paymentStanding, refundStanding, takenCaptures } from './standing.ts';
import { isSignedByPayPal, readPayPalEvent } from './webhook.ts';

/** At another `baseUrl` the certificates of webhooks are from there, too. */
interface PayPalGatewayOptions extends GatewayOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PayPal's name of our webhook: part of what it signs. */
  readonly webhookId: string;
  readonly environment: 'sandbox' | 'live';
}

/** Asks for the whole order, not the few fields of an ordinary answer. */
const prefer = 'return=representation';

/**
 * Opens PayPal by orders: the payer approves at PayPal, then {@link PaymentGateway.complete} captures or authorises. `methodId` is
 * the id of a vaulted PayPal wallet, which needs no approval. An authorisation may be captured in several parts; what is
 * left is held until it is cancelled or expires. An order that was not completed cannot be called back: it is given up by
 * never completing it.
 */
export const paypalGateway = ({ webhookId, clock, timeoutMs = defaultTimeoutMs, ...access }: PayPalGatewayOptions) => {
  const ask = connectPayPal({ ...access, timeoutMs });
  const findKey = certificateKeys({ ...access, timeoutMs });

  const orderOf = async ({ gatewayPaymentId: id }: Pick<GatewayPayment, 'gatewayPaymentId'>): Promise<Order> => {
    const answer = await ask(({ orders }) => orders.getOrder({ id }));
    if (!answer.ok) throw unavailable(`PayPal does not show order ${id}: ${answer.reason}`);
    return answer.value;
  };
  const standingOf = async (payment: GatewayPayment) => paymentStanding(await orderOf(payment));

  const gateway: PaymentGateway = {
    name: 'paypal',

    create: async (payment) => {
      const reference = toReferenceText(payment);
      if (reference === undefined) return referenceTooLong;
      const body = toOrder(payment, reference);
      const paypalRequestId = `${payment.paymentId}:create`;
      const answer = await ask(({ orders }) => orders.createOrder({ body, paypalRequestId, prefer }));
      if (!answer.ok) return answer;
      const { id } = answer.value;
      if (id === undefined) throw unavailable('PayPal answered with an order that has no id');
      const standing = paymentStanding(answer.value);
      if (standing.status === 'failed') return refusedByGateway(standing.reason, 'PayPal declined the payment');
      return { ok: true, gatewayPaymentId: id, standing, nextStep: nextStepOf(answer.value) };
    },

    complete: async (payment, { capture }) => {
      const request = {
        id: payment.gatewayPaymentId,
        paypalRequestId: `${payment.paymentId}:complete`,
        prefer,
      };
      const answer = await ask<Order>(({ orders }) =>
        capture === 'now' ? orders.captureOrder(request) : orders.authorizeOrder(request),
      );
      if (!answer.ok && !isCompleted(answer)) return answer;
      return { ok: true, standing: await standingOf(payment) };
    },

    capture: async (payment, { captureId, amount }) => {
      const authorizationId = authorizationOf(await orderOf(payment))?.id;
      if (authorizationId === undefined) return refusedByGateway('not_authorized', 'nothing is authorised');
      const body = { amount: toMoney(amount, payment.currency), finalCapture: false };
      const request = { authorizationId, paypalRequestId: captureId, prefer, body };
      const answer = await ask(({ payments }) => payments.captureAuthorizedPayment(request));
      return answer.ok ? { ok: true, standing: await standingOf(payment) } : answer;
    },

    cancel: async (payment) => {
      const order = await orderOf(payment);
      const authorizationId = authorizationOf(order)?.id;
      if (authorizationId === undefined) return giveUp(order);
      const paypalRequestId = `${payment.paymentId}:void`;
      const answer = await ask(({ payments }) => payments.voidPayment({ authorizationId, paypalRequestId }));
      const standing = await standingOf(payment);
      return answer.ok || isOver(standing) ? { ok: true, standing } : answer;
    },

    refund: async (payment, request) => refundTaken(ask, await orderOf(payment), payment, request),

    find: standingOf,

    readWebhook: async (delivery) =>
      (await isSignedByPayPal(delivery, webhookId, clock.now(), findKey))
        ? readPayPalEvent(delivery, ask)
        : { ok: false, reason: 'unverified' },

    ping: async () => {
      // an order that does not exist: the answer shows that PayPal is there and knows us
      await ask(({ orders }) => orders.getOrder({ id: 'ping' }));
    },
  };
  return gateway;
};

const isCompleted = (answer: GatewayReply<unknown>): boolean =>
  !answer.ok && (answer.reason === 'order_already_captured' || answer.reason === 'order_already_authorized');

const isOver = ({ status }: PaymentStanding): boolean =>
  status === 'captured' || status === 'failed' || status === 'voided';

/** Gives up an order without an authorisation: there is nothing to take back at PayPal, unless money is on its way. */
const giveUp = (order: Order): GatewayAnswer<{ readonly standing: PaymentStanding }> => {
  if (isArriving(order))
    return refusedByGateway('capture_pending', 'the money is on its way: refund it when it is there');
  const standing = paymentStanding(order);
  return { ok: true, standing: isOver(standing) ? standing : { status: 'voided' } };
};

const toMoney = (amount: Minor, currency: Currency): Money => ({
  currencyCode: currency,
  value: formatMinor(amount, currency),
});

/** @param reference our payment as one text, which PayPal hands on to everything that becomes of the order */
const toOrder = (payment: NewGatewayPayment, reference: string): OrderRequest => ({
  intent: payment.capture === 'now' ? CheckoutPaymentIntent.Capture : CheckoutPaymentIntent.Authorize,
  purchaseUnits: [
    {
      customId: reference,
      description: payment.orderNumber,
      amount: toMoney(payment.amount, payment.currency),
    },
  ],
  paymentSource: { paypal: toWallet(payment) },
});

const toWallet = ({ methodId, returnUrl }: NewGatewayPayment): PaypalWallet =>
  methodId !== null
    ? { vaultId: methodId }
    : {
        experienceContext: {
          shippingPreference: PaypalWalletContextShippingPreference.NoShipping,
          userAction: PaypalExperienceUserAction.PayNow,
          ...(returnUrl !== null && { returnUrl, cancelUrl: returnUrl }),
        },
      };

/** Finds the link, which has one name or the other, by how the order was made. */
const nextStepOf = ({ links }: Order): NextStep => {
  const link = links?.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
  return link === undefined ? {} : { approvalUrl: link.href };
};

/** Refunds a capture, not the order: PayPal refunds these only. */
const refundTaken = async (
  ask: AskPayPal,
  order: Order,
  payment: GatewayPayment,
  { refundId, amount }: { readonly refundId: string; readonly amount: Minor },
): Promise<GatewayAnswer<{ readonly standing: RefundStanding }>> => {
  const customId = toReferenceText(payment);
  if (customId === undefined) return referenceTooLong;
  const body = { amount: toMoney(amount, payment.currency), customId, invoiceId: refundId };
  return refundFirst(takenCaptures(order), async ({ id: captureId = '' }) => {
    const request = { captureId, paypalRequestId: `${refundId}:${captureId}`, prefer, body };
    const answer = await ask(({ payments }) => payments.refundCapturedPayment(request));
    return answer.ok ? { ok: true, value: refundStanding(answer.value.status) } : answer;
  });
};
