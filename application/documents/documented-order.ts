import type { OrderPlaced } from '../../domain/order/events.ts';
import type { PlacedOrder } from '../../domain/order/state.ts';
import type { DomainEvent } from '../../domain/shared/message.ts';
import { streamName } from '../../domain/shared/stream.ts';
import type { TaxReceiver } from '../../domain/shared/tax-receiver.ts';
import { aggregates } from '../../domain/aggregates.ts';
import { decodeFact } from '../reactor/decode-fact.ts';
import { catchUp, notYet } from '../commands/loaded-aggregate.ts';
import type { EventStore } from '../ports/event-store.ts';

/** Returns the order as it was at a version, so that what is asked again later is answered the same; undefined if there is none. */
export const orderAsOf = async (
  store: EventStore,
  organizationId: string,
  orderId: string,
  version: number,
): Promise<PlacedOrder | undefined> => {
  const order = notYet(aggregates.order);
  await catchUp(aggregates.order, store, streamName('order', organizationId, orderId), order, version);
  return order.state.exists ? order.state : undefined;
};

/** Finds whom the buyer named for the documents; null: no one. Personal data is in the order's first event only. */
export const receiverOf = async (
  store: EventStore,
  organizationId: string,
  orderId: string,
): Promise<TaxReceiver | null> => {
  const [first] = await store.read(streamName('order', organizationId, orderId), { limit: 1 });
  const event = first === undefined ? undefined : decodeFact(first).event;
  return event !== undefined && isPlaced(event) ? (event.data.personal.taxReceiver ?? null) : null;
};

const isPlaced = (event: DomainEvent): event is OrderPlaced => event.type === 'OrderPlaced';
