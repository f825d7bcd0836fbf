import type { RefundMethod } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { currencyMismatch } from '../products/sellable.ts';

export const cancelOrder =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    orderId: string,
    { reason, approvedBy }: { readonly reason: string; readonly approvedBy: string | null },
  ): Promise<Outcome<OrderState>> =>
    handlers.order.handle(
      orderId,
      context,
      () =>
        refuseCardNumbers(reason) ?? {
          type: 'CancelOrder',
          reason,
          cancelledBy: context.actor.subject,
          approvedBy,
          at: businessTime(context),
        },
    );

/**
 * Pays part of an order back outside of a return.
 * The new refund's id is the command's.
 */
export const refundOrder =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    orderId: string,
    {
      amount,
      method,
      currency,
    }: { readonly amount: Minor; readonly method: RefundMethod; readonly currency: Currency },
  ): Promise<Outcome<OrderState>> =>
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
