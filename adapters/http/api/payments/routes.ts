import { given } from '../../../../application/input/given.ts';
import { answerWith } from '../../server/answer.ts';
import { changeBy, create, createBy } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route, WriteRoute } from '../../server/route.ts';
import { order, orderParams } from '../orders/schema.ts';
import { showOrder } from '../orders/show.ts';
import { minorUnits } from '../shared/money.ts';
import { capture, newPayment, newRefund, paymentParams, startedPayment } from './schema.ts';
import { showPaid } from './show.ts';

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
