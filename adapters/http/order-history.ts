import type { AggregateHistory, Viewer as HistoryViewer } from '../../application/history.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Instant, RecordedEvent } from '../../domain/shared/message.ts';
import { orderAfter } from '../../projections/orders/queries.ts';
import type { OrderDocument } from '../../projections/orders/view.ts';
import { notFound, scopeOf } from './reading.ts';
import type { Viewer } from './route.ts';

type OrderHistory = Pick<AggregateHistory<OrderState>, 'events'>;

const pageSize = 500;

const asker = (viewer: Viewer): HistoryViewer => ({ organizationId: viewer.organizationId, ...scopeOf(viewer) });

/**
 * The order's events after `version`, at most `limit` of them.
 * @throws Problem `order_not_found`
 */
export const eventsAfter = async (
  history: OrderHistory,
  viewer: Viewer,
  orderId: string,
  version: number,
  limit: number,
): Promise<readonly RecordedEvent[]> => {
  const found = await history.events(asker(viewer), orderId, { from: version + 1, limit });
  if (found.length > 0) return found;
  const first = version === 0 ? found : await history.events(asker(viewer), orderId, { limit: 1 });
  if (first.length === 0) throw notFound('order');
  return found;
};

/**
 * The order as of a version, or as it was recorded at a time; undefined if it did not exist then, or has no such version.
 * Reads page by page: the longest history takes no more memory than a short one.
 * @throws Problem `order_not_found`
 */
export const orderAsOf = async (
  history: OrderHistory,
  viewer: Viewer,
  orderId: string,
  { version = Number.POSITIVE_INFINITY, time }: { readonly version?: number; readonly time?: Instant },
): Promise<OrderDocument | undefined> => {
  let document: OrderDocument | undefined;
  let isMore = true;
  while (isMore) {
    const page = await eventsAfter(history, viewer, orderId, document?.version ?? 0, pageSize);
    const events = page.filter((event) => event.version <= version && (time === undefined || isBy(event, time)));
    document = orderAfter(document, events);
    isMore = events.length === pageSize;
  }
  return Number.isFinite(version) && document?.version !== version ? undefined : document;
};

const isBy = ({ metadata }: RecordedEvent, time: Instant): boolean => metadata.recorded_at <= time;
