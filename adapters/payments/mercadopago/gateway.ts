import {
  referenceTooLong,
  refusedByGateway,
  toReferenceText,
  type GatewayRefusal,
} from '../../../application/payments/gateway-payment.ts';
import type {
  GatewayAnswer,
  GatewayPayment,
  NewGatewayPayment,
  NextStep,
  PaymentGateway,
  PaymentReference,
  PaymentStanding,
  RefundStanding,
} from '../../../application/ports/payment-gateway.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { toWire, type Currency, type Minor } from '../../../domain/shared/money.ts';
import { defaultTimeoutMs, refundFirst, type GatewayOptions } from '../gateway-replies.ts';
import { connectMercadoPago, unavailable, type AskMercadoPago } from './client.ts';
import {
  isHeld,
  isOpen,
  isTaken,
  paymentsOf,
  paymentStanding,
  reasonOf,
  refundStanding,
  toPayment,
  withFresh,
  type MercadoPayment,
} from './standing.ts';
import { readMercadoPagoWebhook } from './webhook.ts';

interface MercadoPagoGatewayOptions extends GatewayOptions {
  readonly accessToken: string;
  /** Of the application's webhooks; several while they are being rotated. */
  readonly webhookSecrets: readonly string[];
}

/**
 * Opens MercadoPago: a checkout page (preference) without a `methodId`, or a card: `<payment method>:<card token>`, which needs
 * the payer's e-mail and may be captured later, once. A page may be paid in several tries, so all payments that carry our
 * reference are one to us, whichever of their ids we hold.
 */
export const mercadoPagoGateway = ({
  accessToken,
  webhookSecrets,
  baseUrl,
  clock,
  timeoutMs = defaultTimeoutMs,
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

type Created =
  | GatewayRefusal
  | {
      readonly ok: true;
      readonly gatewayPaymentId: string;
      readonly standing: PaymentStanding;
      readonly nextStep: NextStep;
    };

/** Names the currency of an account's country: it takes no other, and amounts sent to it do not say theirs. */
const currencyOfSite: Readonly<Record<string, Currency>> = {
  MLA: 'ARS',
  MLB: 'BRL',
  MLC: 'CLP',
  MCO: 'COP',
  MLM: 'MXN',
  MPE: 'PEN',
  MLU: 'UYU',
};

/** @returns the account's currency, asked once; undefined for a country that is not known here */
const accountCurrency = (ask: AskMercadoPago): (() => Promise<Currency | undefined>) => {
  let site: string | undefined;
  return async () => {
    if (site === undefined) {
      const answer = await ask(({ users }) => users.get());
      if (!answer.ok || answer.value.site_id === undefined) throw unavailable('MercadoPago does not say our country');
      site = answer.value.site_id;
    }
    return currencyOfSite[site];
  };
};

/** Creates a page of MercadoPago's where the payer chooses how to pay. The money is always taken at once there. */
const createPreference = async (
  ask: AskMercadoPago,
  payment: NewGatewayPayment,
  reference: string,
): Promise<Created> => {
  const { amount, currency, orderNumber, paymentId, payerEmail, returnUrl } = payment;
  if (payment.capture === 'later') return captureLaterUnsupported;
  const body = {
    items: [
      { id: paymentId, title: orderNumber, quantity: 1, unit_price: toWire(amount, currency), currency_id: currency },
    ],
    external_reference: reference,
    ...(payerEmail !== null && { payer: { email: payerEmail } }),
    ...(returnUrl !== null && { back_urls: { success: returnUrl, pending: returnUrl, failure: returnUrl } }),
  };
  const answer = await ask(({ preferences }) => preferences.create({ body }), `${paymentId}:create`);
  if (!answer.ok) return answer;
  const { id, init_point: approvalUrl } = answer.value;
  if (id === undefined || approvalUrl === undefined)
    throw unavailable('MercadoPago answered with what is no preference');
  return { ok: true, gatewayPaymentId: id, standing: { status: 'pending' }, nextStep: { approvalUrl } };
};

/** @param payment its `methodId` is `<payment method>:<card token>`, as `visa:ff8080814c11e237014c1ff593b57b4d` */
const createCardPayment = async (
  ask: AskMercadoPago,
  payment: NewGatewayPayment,
  reference: string,
): Promise<Created> => {
  const [, method, token] = /^([\w-]+):([\w-]+)$/.exec(payment.methodId ?? '') ?? [];
  if (method === undefined || token === undefined) return invalidMethod;
  if (payment.payerEmail === null) return payerEmailRequired;
  const body = {
    transaction_amount: toWire(payment.amount, payment.currency),
    token,
    payment_method_id: method,
    installments: 1,
    capture: payment.capture === 'now',
    description: payment.orderNumber,
    external_reference: reference,
    payer: { email: payment.payerEmail },
  };
  const answer = await ask(({ payments }) => payments.create({ body }), `${payment.paymentId}:create`);
  if (!answer.ok) return answer;
  const created = toPayment(answer.value);
  if (created.status === 'rejected') return refusedByGateway(reasonOf(created), 'MercadoPago declined the card');
  return { ok: true, gatewayPaymentId: created.id, standing: paymentStanding([created]), nextStep: {} };
};

const captureLaterUnsupported = refusedByGateway(
  'capture_later_unsupported',
  'MercadoPago can capture later what is paid with a card token only: send one as the method',
);
const invalidMethod = refusedByGateway('invalid_method', 'the method is <payment method>:<card token>');
const payerEmailRequired = refusedByGateway('payer_email_required', 'MercadoPago takes no card without the e-mail');

/** Closes the checkout page, if the payment has one, so that it takes no more payments. */
const expirePreference = async (ask: AskMercadoPago, payment: GatewayPayment, now: Instant): Promise<void> => {
  const id = payment.gatewayPaymentId;
  if (/^\d+$/.test(id)) return; // the payment of a card
  const current = await ask(({ preferences }) => preferences.get({ preferenceId: id }));
  if (!current.ok || current.value.items === undefined) return;
  const updatePreferenceRequest = { items: current.value.items, expires: true, expiration_date_to: now };
  await ask(({ preferences }) => preferences.update({ id, updatePreferenceRequest }), `${payment.paymentId}:expire`);
};

/** Gives up every try that may still take money. @returns the last refusal: one may have been paid meanwhile */
const cancelOpen = async (
  ask: AskMercadoPago,
  { paymentId }: GatewayPayment,
  tries: readonly MercadoPayment[],
): Promise<GatewayRefusal | undefined> => {
  let refusal: GatewayRefusal | undefined;
  for (const { id } of tries.filter(isOpen)) {
    const answer = await ask(({ payments }) => payments.cancel({ id }), `${paymentId}:cancel:${id}`);
    if (!answer.ok) refusal = answer;
  }
  return refusal;
};

/** Refunds one try: MercadoPago has no refunds of several. */
const refundTaken = (
  ask: AskMercadoPago,
  tries: readonly MercadoPayment[],
  { currency }: GatewayPayment,
  { refundId, amount }: { readonly refundId: string; readonly amount: Minor },
): Promise<GatewayAnswer<{ readonly standing: RefundStanding }>> => {
  const body = { amount: toWire(amount, currency) };
  return refundFirst(tries, async ({ id }) => {
    const answer = await ask(({ refunds }) => refunds.create({ payment_id: id, body }), `${refundId}:${id}`);
    return answer.ok ? { ok: true, value: await currentStanding(ask, id, answer.value) } : answer;
  });
};

/** Looks again at a refund under way: the answer to a repetition may be as old as the first one. */
const currentStanding = async (
  ask: AskMercadoPago,
  payment_id: string,
  { id: refund_id, status }: { readonly id?: number; readonly status?: string },
): Promise<RefundStanding> => {
  const standing = refundStanding(status);
  if (standing.status !== 'pending' || refund_id === undefined) return standing;
  const answer = await ask(({ refunds }) => refunds.get({ payment_id, refund_id }));
  return answer.ok ? refundStanding(answer.value.status) : standing;
};
