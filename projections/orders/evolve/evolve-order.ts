import type { OrderEvent } from '../../../domain/order/events.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { placeOf } from '../../runner/known-events.ts';
import { ProjectionFault } from '../../runner/projection-fault.ts';
import type { OrderDocument } from '../view.ts';
import { changedOrder } from './changed.ts';
import { placedOrder } from './placed.ts';

/**
 * The document after any event.
 * @throws ProjectionFault if an order does not begin with being placed
 */
export const evolveOrder = (
  order: OrderDocument | undefined,
  event: OrderEvent,
  recorded: RecordedEvent,
): OrderDocument => {
  if (event.type === 'OrderPlaced') return placedOrder(event);
  if (order === undefined) throw new ProjectionFault(`an order begins with ${event.type} at ${placeOf(recorded)}`);
  return changedOrder(order, event, recorded.version);
};
