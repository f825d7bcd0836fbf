import type { LineQuantity } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';

type Order = Promise<Outcome<OrderState>>;

/** From assigning an order to warehouses to its delivery. */
export interface FulfillmentUseCases {
  /** Without tasks: one task with everything, at the default warehouse. */
  assign(
    context: CommandContext,
    orderId: string,
    input: {
      readonly tasks:
        readonly { readonly warehouseId: string; readonly lines: readonly LineQuantity[] | null }[] | null;
    },
  ): Order;
  cancelTask(context: CommandContext, taskId: string, input: { readonly reason: string }): Order;
  pick(context: CommandContext, taskId: string, input: { readonly lines: readonly LineQuantity[] | null }): Order;
  pack(context: CommandContext, taskId: string, input: { readonly lines: readonly LineQuantity[] | null }): Order;
  createShipment(
    context: CommandContext,
    orderId: string,
    input: {
      readonly carrier: string;
      readonly service: string | null;
      readonly trackingNumber: string | null;
      readonly lines: readonly LineQuantity[] | null;
    },
  ): Order;
  dispatch(
    context: CommandContext,
    shipmentId: string,
    input: { readonly trackingNumber: string | null; readonly estimatedDelivery: string | null },
  ): Order;
  track(
    context: CommandContext,
    shipmentId: string,
    input: {
      readonly trackingEventId: string;
      readonly trackingStatus: string;
      readonly location: string | null;
      readonly description: string | null;
      readonly occurredAt: Instant;
    },
  ): Order;
  deliver(context: CommandContext, shipmentId: string): Order;
  fail(context: CommandContext, shipmentId: string, input: { readonly reason: string }): Order;
  returnToSender(context: CommandContext, shipmentId: string): Order;
}
