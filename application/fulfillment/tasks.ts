import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import type { FulfillmentUseCases } from './use-cases.ts';
import { parentOf } from '../commands/parent-id.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

export const assignFulfillment =
  ({ handlers, defaultWarehouse }: UseCaseDependencies): FulfillmentUseCases['assign'] =>
  (context, orderId, { tasks }) =>
    handlers.order.handle(orderId, context, {
      type: 'AssignFulfillment',
      tasks: tasks ?? [{ warehouseId: defaultWarehouse, lines: null }],
      at: businessTime(context),
    });

export const cancelTask =
  ({ handlers }: UseCaseDependencies): FulfillmentUseCases['cancelTask'] =>
  (context, taskId, { reason }) =>
    handlers.order.handle(
      parentOf(taskId),
      context,
      () => refuseCardNumbers(reason) ?? { type: 'CancelFulfillmentTask', taskId, reason, at: businessTime(context) },
    );

export const pickItems =
  ({ handlers }: UseCaseDependencies): FulfillmentUseCases['pick'] =>
  (context, taskId, { lines }) =>
    handlers.order.handle(parentOf(taskId), context, { type: 'PickItems', taskId, lines, at: businessTime(context) });

export const packItems =
  ({ handlers }: UseCaseDependencies): FulfillmentUseCases['pack'] =>
  (context, taskId, { lines }) =>
    handlers.order.handle(parentOf(taskId), context, { type: 'PackItems', taskId, lines, at: businessTime(context) });
