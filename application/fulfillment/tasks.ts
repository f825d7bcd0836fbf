import type { LineQuantity } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { parentOf } from '../commands/ids.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';

/** Without tasks: one task with everything, at the default warehouse. */
export const assignFulfillment =
  ({ handlers, defaultWarehouse }: UseCaseDependencies) =>
  (
    context: CommandContext,
    orderId: string,
    {
      tasks,
    }: {
      readonly tasks:
        readonly { readonly warehouseId: string; readonly lines: readonly LineQuantity[] | null }[] | null;
    },
  ): Promise<Outcome<OrderState>> =>
    handlers.order.handle(orderId, context, {
      type: 'AssignFulfillment',
      tasks: tasks ?? [{ warehouseId: defaultWarehouse, lines: null }],
      at: businessTime(context),
    });

export const cancelTask =
  ({ handlers }: UseCaseDependencies) =>
  (context: CommandContext, taskId: string, { reason }: { readonly reason: string }): Promise<Outcome<OrderState>> =>
    handlers.order.handle(
      parentOf(taskId),
      context,
      () => refuseCardNumbers(reason) ?? { type: 'CancelFulfillmentTask', taskId, reason, at: businessTime(context) },
    );

export const pickItems =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    taskId: string,
    { lines }: { readonly lines: readonly LineQuantity[] | null },
  ): Promise<Outcome<OrderState>> =>
    handlers.order.handle(parentOf(taskId), context, { type: 'PickItems', taskId, lines, at: businessTime(context) });

export const packItems =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    taskId: string,
    { lines }: { readonly lines: readonly LineQuantity[] | null },
  ): Promise<Outcome<OrderState>> =>
    handlers.order.handle(parentOf(taskId), context, { type: 'PackItems', taskId, lines, at: businessTime(context) });
