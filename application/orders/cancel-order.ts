import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import type { OrderUseCases } from '../engine/engine.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

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
