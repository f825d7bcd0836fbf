import type { Instant, RecordedEvent } from '../../domain/shared/message.ts';
import { orderAfter } from '../../projections/orders/queries.ts';
import type { OrderDocument } from '../../projections/orders/view.ts';
import { eventsAfter, type EventHistory } from './event-history.ts';
import type { Viewer } from './route.ts';

const pageSize = 500;

/**
 * The order as of a version, or as it was recorded at a time; undefined if it did not exist then, or has no such version.
 * Reads page by page: the longest history takes no more memory than a short one.
 * @throws Problem `order_not_found`
 */
export const orderAsOf = async (
  history: EventHistory,
  viewer: Viewer,
  orderId: string,
  { version = Number.POSITIVE_INFINITY, time }: { readonly version?: number; readonly time?: Instant },
): Promise<OrderDocument | undefined> => {
  let document: OrderDocument | undefined;
  let isMore = true;
  while (isMore) {
    const page = await eventsAfter('order', history, viewer, orderId, document?.version ?? 0, pageSize);
    const events = page.filter((event) => event.version <= version && (time === undefined || isBy(event, time)));
    document = orderAfter(document, events);
    isMore = events.length === pageSize;
  }
  return Number.isFinite(version) && document?.version !== version ? undefined : document;
};

const isBy = ({ metadata }: RecordedEvent, time: Instant): boolean => metadata.recorded_at <= time;
