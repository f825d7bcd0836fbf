import { refusedByGateway, type GatewayRefusal } from '../../../application/payments/gateway-refusal.ts';
import type { NewGatewayPayment, NextStep, PaymentStanding } from '../../../application/ports/payment-gateway.ts';
import { toWire, type Currency } from '../../../domain/shared/money.ts';
import { unavailable, type AskMercadoPago } from './client.ts';
import { paymentStanding, reasonOf, toPayment } from './payments.ts';

type Created =
  | GatewayRefusal
  | {
      readonly ok: true;
      readonly gatewayPaymentId: string;
      readonly standing: PaymentStanding;
      readonly nextStep: NextStep;
    };

/** An account belongs to a country, and takes its money only: an amount sent to it is in that currency, unsaid. */
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
export const accountCurrency = (ask: AskMercadoPago): (() => Promise<Currency | undefined>) => {
  let site: string | undefined;
  return async () => {
    if (site === undefined) {
      const answer = await ask(({ users }) => users.get());
      if (!answer.ok || answer.value.site_id === undefined) throw unavailable('MercadoPago does not tell our country');
      site = answer.value.site_id;
    }
    return currencyOfSite[site];
  };
};

/** A page of MercadoPago's where the payer chooses how to pay. The money is always taken at once there. */
export const createPreference = async (
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
export const createCardPayment = async (
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
