import { aggregates } from '../../domain/aggregates.ts';
import type { OrderCommand } from '../../domain/order/commands.ts';
import type { ShipmentCreated } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import { reaction } from '../../domain/processes/reaction.ts';
import type { Address } from '../../domain/shared/address.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { streamName, type StreamName } from '../../domain/shared/stream.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/ids.ts';
import { catchUp, notYet } from '../commands/loaded-aggregate.ts';
import type { Carrier, Carriers } from '../ports/carrier.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Clock } from '../ports/system.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { decodeFact } from '../reactor/decode-fact.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';

export interface LabelDependencies {
  readonly carriers: Carriers;
  readonly handlers: CommandHandlers;
  readonly store: EventStore;
  /** Where parcels are handed over. */
  readonly shipFrom: Address;
  /** What a parcel is taken to weigh: orders do not know weights. */
  readonly parcelWeightGrams: number;
  readonly clock: Clock;
}

/**
 * Buys a label for each new shipment of a configured carrier that has no tracking number yet, and records at the order what came
 * of it. A repetition after that buys none. One before that buys again under the shipment's id, so that only a carrier which does
 * not know ids again may sell a label that is never used.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: handle the event again
 */
export const labelShipments = (dependencies: LabelDependencies): EventHandler => {
  const { carriers, clock, handlers } = dependencies;
  return eventHandler(
    'labels',
    clock,
    reaction(['ShipmentCreated'], async (event, { organizationId, ...rest }: ReactionContext) => {
      const { carrier: name, orderId, shipmentId } = event.data;
      const carrier = carriers.get(name);
      if (carrier === undefined) return;

      const commandId = deterministicId(rest.causationId, 'label');
      const stream = streamName('order', organizationId, orderId);
      const { state, commands } = await loadOrder(dependencies, stream);
      if (commands.has(commandId) || !wantsLabel(state, shipmentId)) return;

      const label = await buyLabel(dependencies, carrier, stream, event);
      const now = clock.now();
      const context = { ...rest, organizationId, commandId, now };
      await handlers.order.handle(orderId, context, toCommand(shipmentId, label, now));
    }),
  );
};

type Label = Awaited<ReturnType<Carrier['buyLabel']>>;

const buyLabel = async (
  { store, shipFrom, parcelWeightGrams }: LabelDependencies,
  carrier: Carrier,
  stream: StreamName,
  { data }: ShipmentCreated,
): Promise<Label> => {
  const to = await deliveryAddress(store, stream);
  if (to === undefined) return { ok: false, reason: 'no_address', message: 'the order says nowhere to deliver to' };
  const { shipmentId: reference, service } = data;
  return carrier.buyLabel({ from: shipFrom, to, weightGrams: parcelWeightGrams, reference, service });
};

const toCommand = (shipmentId: string, label: Label, at: Instant): OrderCommand =>
  label.ok
    ? {
        type: 'RecordShipmentLabelled',
        shipmentId,
        trackingNumber: label.trackingNumber,
        labelUrl: label.labelUrl,
        at,
      }
    : { type: 'RecordShipmentLabelFailed', shipmentId, reason: label.reason, at };

/** The order as it is by now, which may be further on than the event in hand. */
const loadOrder = async ({ store }: LabelDependencies, stream: StreamName) => {
  const order = notYet(aggregates.order);
  await catchUp(aggregates.order, store, stream, order);
  return order;
};

/** Needs none if it was given a number by hand, or carried there without one. */
const wantsLabel = (order: OrderState, shipmentId: string): boolean => {
  const shipment = order.exists ? order.shipments.find((candidate) => candidate.shipmentId === shipmentId) : undefined;
  if (shipment === undefined) return false;
  const { trackingNumber, status } = shipment;
  return trackingNumber === null && status !== 'delivered' && status !== 'returned_to_sender';
};

/** Personal data is in the order's first event only. */
const deliveryAddress = async (store: EventStore, stream: StreamName): Promise<Address | undefined> => {
  const [first] = await store.read(stream, { limit: 1 });
  const event = first === undefined ? undefined : decodeFact(first).event;
  return event && placement.react(event)?.personal.shippingAddress;
};

const placement = reaction(['OrderPlaced'], ({ data }) => data);
