import type { OrderState } from '../../domain/order/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/card-number.ts';

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
