import { businessTime } from '../command-context.ts';
import type { OrderUseCases } from '../engine.ts';
import { notFound } from '../refusals.ts';
import { currencyMismatch } from '../sellable.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';

/** The new refund's id is the command's. */
export const refundOrder =
  ({ handlers }: UseCaseDependencies): OrderUseCases['refund'] =>
  (context, orderId, { amount, method, currency }) =>
    handlers.order.handle(orderId, context, (order) => {
      if (!order.exists) return notFound('order');
      if (currency !== order.currency) return currencyMismatch(currency, order.currency);
      return {
        type: 'RequestRefund',
        refundId: context.commandId,
        amount,
        method,
        cause: 'goodwill',
        returnId: null,
        at: businessTime(context),
      };
    });
