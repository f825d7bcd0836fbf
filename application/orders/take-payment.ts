import { unknownPart } from '../../domain/order/refusals.ts';
import { reject } from '../../domain/shared/decider.ts';
import { formatMinor } from '../../domain/shared/money.ts';
import { refuseCardNumbers } from '../card-number.ts';
import { businessTime } from '../command-context.ts';
import type { OrderUseCases } from '../engine.ts';
import { notFound } from '../refusals.ts';
import { currencyMismatch } from '../sellable.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';
import { paymentMethodUnavailable, settlementOf, tenderTakenByStaff } from './tenders.ts';

export const pay =
  ({ handlers }: UseCaseDependencies): OrderUseCases['pay'] =>
  (context, orderId, { method, methodId, amount, currency }) =>
    handlers.order.handle(orderId, context, (order) => {
      if (!order.exists) return notFound('order');
      if (currency !== order.currency) return currencyMismatch(currency, order.currency);
      const settlement = settlementOf(method, order.orderType);
      if (settlement === undefined) return paymentMethodUnavailable(order.orderType);
      if (settlement === 'immediate' && context.onlyCustomerId !== undefined) return tenderTakenByStaff();
      const paymentId = `${orderId}.P${order.payments.length + 1}`;
      return (
        refuseCardNumbers(methodId) ?? {
          type: 'StartPayment',
          paymentId,
          method,
          settlement,
          amount,
          reference: methodId,
          at: businessTime(context),
        }
      );
    });

/** Of a payment that was promised; what was not promised comes from its provider only. */
export const capture =
  ({ handlers }: UseCaseDependencies): OrderUseCases['capture'] =>
  (context, orderId, paymentId, { amount, currency }) =>
    handlers.order.handle(orderId, context, (order) => {
      if (!order.exists) return notFound('order');
      if (currency !== undefined && currency !== order.currency) return currencyMismatch(currency, order.currency);
      const payment = order.payments.find((candidate) => candidate.paymentId === paymentId);
      if (payment === undefined) return unknownPart('payment', paymentId);
      const { status, authorized, captured } = payment;
      if (status !== 'authorized') {
        return reject('wrong_state', 'payment_not_authorized', 'only an authorized payment is captured', { status });
      }
      const left = authorized - captured;
      if (amount !== null && amount > left) {
        return reject('rule', 'amount_exceeds_authorized', 'capture at most what is authorized', {
          amount: formatMinor(amount, order.currency),
          left: formatMinor(left, order.currency),
        });
      }
      const total = captured + (amount ?? left);
      return { type: 'RecordPaymentCaptured', paymentId, captured: total, at: businessTime(context) };
    });
