import { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import { holdsCardNumber } from '../../../../application/input/texts.ts';
import type { Paid } from '../../../../application/payments/submit-payment.ts';
import { refundMethods } from '../../../../domain/order/event-parts.ts';
import { tenderStatuses } from '../../../../domain/order/facts.ts';
import type { PlacedOrder } from '../../../../domain/order/state.ts';
import { answerWith } from '../../server/answer.ts';
import { changeBy, create, createBy } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route, WriteRoute } from '../../server/route.ts';
import { order, orderParams } from '../orders/schema.ts';
import { showOrder } from '../orders/show.ts';
import { amount, code, currency, id, text } from '../shared/fields.ts';
import { minorUnits } from '../shared/money.ts';

const paymentParams = z.strictObject({ order_id: id, payment_id: id });

const loopback = ['localhost', '127.0.0.1', '[::1]'];

const isConfidential = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url?.protocol === 'https:' || (url !== undefined && loopback.includes(url.hostname));
};

/** Takes an address that a browser may be sent to: one that cannot be read on the way. */
const returnUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((value) => isConfidential(value), 'must be https (http is for this machine only)')
  .refine((value) => !holdsCardNumber(value), 'must not hold a card number');

const newPayment = z.strictObject({
  payment_method: code.describe('A tender or a payment provider; a refusal of an unknown one names them all'),
  payment_method_id: text(200).exactOptional(),
  amount,
  currency,
  capture: z
    .enum(['automatic', 'manual'])
    .default('automatic')
    .describe('`manual`: a payment provider holds the money until it is captured'),
  payer_email: z.email().max(254).exactOptional().describe('Handed on to the payment provider, not stored'),
  return_url: returnUrl.exactOptional().describe('Where the payer comes back to from the payment provider'),
});

/** Describes all of what is authorised, or an amount with its currency. */
const capture = z.union([z.strictObject({}), z.strictObject({ amount, currency })]);

const newRefund = z.strictObject({
  amount,
  currency,
  refund_method: z.enum(refundMethods).default('original_payment'),
});

const startedPayment = z
  .object({
    payment_id: z.string(),
    status: z.enum(tenderStatuses),
    client_secret: z.string().exactOptional().describe('What the payer’s browser confirms the payment with'),
    approval_url: z.string().exactOptional().describe('Where the payer goes to agree to the payment'),
    order_status: z.string(),
    version: z.int(),
  })
  .meta({ id: 'StartedPayment' });

/** Makes a payment as its payer needs it: how it stands, and what is to be done next. */
const showPaid = (
  { payments, status }: PlacedOrder,
  version: number,
  { paymentId, nextStep }: Pick<Extract<Paid, { readonly ok: true }>, 'paymentId' | 'nextStep'>,
): z.input<typeof startedPayment> => {
  const payment = payments.find((candidate) => candidate.paymentId === paymentId);
  if (payment === undefined) throw new TypeError('a payment was accepted that the order does not have');
  const { clientSecret, approvalUrl } = nextStep;
  return {
    payment_id: paymentId,
    status: payment.status,
    ...given({ client_secret: clientSecret, approval_url: approvalUrl }),
    order_status: status,
    version,
  };
};

const tag = 'payments';

const pay = ({ engine: { orders } }: RouteDependencies, path: string): WriteRoute =>
  create({
    method: 'post',
    path,
    tag,
    summary: 'Pays an order, or part of it with one tender',
    permission: 'payments:start',
    params: orderParams,
    body: newPayment,
    response: startedPayment,
    handle: async ({ params, body }, { context }) => {
      const paid = await orders.pay(context, params.order_id, {
        method: body.payment_method,
        methodId: body.payment_method_id ?? null,
        amount: minorUnits(body.amount, body.currency),
        currency: body.currency,
        capture: body.capture === 'manual' ? 'later' : 'now',
        ...given({ payerEmail: body.payer_email, returnUrl: body.return_url }),
      });
      if (!paid.ok) return paid;
      return answerWith(paid, (order, version) => showPaid(order, version, paid));
    },
  });

export const paymentRoutes = (deps: RouteDependencies): readonly Route[] => [
  pay(deps, '/api/v1/orders/{order_id}/payments'),
  pay(deps, '/api/v1/orders/{order_id}/pay'),
  changeBy({
    method: 'post',
    path: '/api/v1/orders/{order_id}/payments/{payment_id}/capture',
    tag,
    summary: 'Takes what a payment authorised, or part of it',
    permission: 'payments:manage',
    params: paymentParams,
    body: capture,
    response: order,
    decide: ({ params, body }, { context }) => {
      const { order_id, payment_id } = params;
      const part =
        'amount' in body
          ? { amount: minorUnits(body.amount, body.currency), currency: body.currency }
          : { amount: null };
      return deps.engine.orders.capture(context, order_id, payment_id, part);
    },
    show: showOrder,
  }),
  createBy({
    method: 'post',
    path: '/api/v1/orders/{order_id}/refunds',
    tag,
    summary: 'Pays part of an order back, outside of a return',
    permission: 'payments:manage',
    params: orderParams,
    body: newRefund,
    response: order,
    decide: ({ params, body }, { context }) => {
      const { currency, refund_method: method } = body;
      const refund = { amount: minorUnits(body.amount, currency), method, currency };
      return deps.engine.orders.refund(context, params.order_id, refund);
    },
    show: showOrder,
  }),
];
