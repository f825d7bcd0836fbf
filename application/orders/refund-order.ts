import { businessTime } from '../commands/context.ts';
import type { OrderUseCases } from '../engine/engine.ts';
import { notFound } from '../commands/refusals.ts';
import { currencyMismatch } from '../products/sellable.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

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
