import { refuseCardNumbers } from '../card-number.ts';
import { businessTime } from '../command-context.ts';
import type { OrderUseCases } from '../engine.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';

export const cancelOrder =
  ({ handlers }: UseCaseDependencies): OrderUseCases['cancel'] =>
  (context, orderId, { reason, approvedBy }) =>
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
