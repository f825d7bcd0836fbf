import type { OrderCommand } from '../../domain/order/commands.ts';
import type { OrderState } from '../../domain/order/state.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { FulfillmentUseCases } from './use-cases.ts';
import type { Outcome } from '../commands/outcome.ts';
import { parentOf } from '../commands/parent-id.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

export const createShipment =
  ({ handlers }: UseCaseDependencies): FulfillmentUseCases['createShipment'] =>
  (context, orderId, { carrier, service, trackingNumber, lines }) =>
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
  (dependencies: UseCaseDependencies): FulfillmentUseCases['dispatch'] =>
  (context, shipmentId, { trackingNumber, estimatedDelivery }) =>
    onShipment(dependencies, context, shipmentId, {
      type: 'DispatchShipment',
      shipmentId,
      trackingNumber,
      estimatedDelivery,
      at: businessTime(context),
    });

export const trackShipment =
  (dependencies: UseCaseDependencies): FulfillmentUseCases['track'] =>
  (context, shipmentId, { trackingEventId, trackingStatus, location, description, occurredAt }) =>
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
  (dependencies: UseCaseDependencies): FulfillmentUseCases['deliver'] =>
  (context, shipmentId) =>
    onShipment(dependencies, context, shipmentId, { type: 'DeliverShipment', shipmentId, at: businessTime(context) });

export const failShipment =
  (dependencies: UseCaseDependencies): FulfillmentUseCases['fail'] =>
  (context, shipmentId, { reason }) =>
    onShipment(
      dependencies,
      context,
      shipmentId,
      { type: 'FailShipment', shipmentId, reason, at: businessTime(context) },
      [reason],
    );

/** The refund of what was in it is named by the command. */
export const returnToSender =
  (dependencies: UseCaseDependencies): FulfillmentUseCases['returnToSender'] =>
  (context, shipmentId) =>
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
