import type { OrderCommand } from '../../domain/order/commands.ts';
import type { LineQuantity } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { parentOf } from '../commands/ids.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';

export const createShipment =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    orderId: string,
    {
      carrier,
      service,
      trackingNumber,
      lines,
    }: {
      readonly carrier: string;
      readonly service: string | null;
      readonly trackingNumber: string | null;
      readonly lines: readonly LineQuantity[] | null;
    },
  ): Promise<Outcome<OrderState>> =>
    handlers.order.handle(orderId, context, {
      type: 'CreateShipment',
      carrier,
      service,
      trackingNumber,
      labelUrl: null,
      lines,
      at: businessTime(context),
    });

export const dispatchShipment =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    shipmentId: string,
    {
      trackingNumber,
      estimatedDelivery,
    }: { readonly trackingNumber: string | null; readonly estimatedDelivery: string | null },
  ): Promise<Outcome<OrderState>> =>
    onShipment(dependencies, context, shipmentId, {
      type: 'DispatchShipment',
      shipmentId,
      trackingNumber,
      estimatedDelivery,
      at: businessTime(context),
    });

export const trackShipment =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    shipmentId: string,
    {
      trackingEventId,
      trackingStatus,
      location,
      description,
      occurredAt,
    }: {
      readonly trackingEventId: string;
      readonly trackingStatus: string;
      readonly location: string | null;
      readonly description: string | null;
      readonly occurredAt: Instant;
    },
  ): Promise<Outcome<OrderState>> =>
    onShipment(
      dependencies,
      context,
      shipmentId,
      {
        type: 'TrackShipment',
        shipmentId,
        trackingEventId,
        trackingStatus,
        location,
        description,
        occurredAt,
        at: businessTime(context),
      },
      [trackingStatus, location, description],
    );

export const deliverShipment =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, shipmentId: string): Promise<Outcome<OrderState>> =>
    onShipment(dependencies, context, shipmentId, { type: 'DeliverShipment', shipmentId, at: businessTime(context) });

export const failShipment =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    shipmentId: string,
    { reason }: { readonly reason: string },
  ): Promise<Outcome<OrderState>> =>
    onShipment(
      dependencies,
      context,
      shipmentId,
      { type: 'FailShipment', shipmentId, reason, at: businessTime(context) },
      [reason],
    );

/** The refund of what was in it is named by the command. */
export const returnToSender =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, shipmentId: string): Promise<Outcome<OrderState>> =>
    onShipment(dependencies, context, shipmentId, {
      type: 'ReturnShipmentToSender',
      shipmentId,
      refundId: context.commandId,
      at: businessTime(context),
    });

const onShipment = (
  { handlers }: UseCaseDependencies,
  context: CommandContext,
  shipmentId: string,
  command: OrderCommand,
  texts: readonly (string | null)[] = [],
): Promise<Outcome<OrderState>> =>
  handlers.order.handle(parentOf(shipmentId), context, () => refuseCardNumbers(...texts) ?? command);
