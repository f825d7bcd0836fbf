import { unlessAborted } from '../../../../application/resilience/unless-aborted.ts';
import type { Instant, RecordedEvent } from '../../../../domain/shared/message.ts';
import { orderAfter } from '../../../../projections/orders/queries.ts';
import type { OrderDocument } from '../../../../projections/orders/view.ts';
import { stream } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { asServerSentEvent, beginEventStream, keepAlive, writeSlowly } from '../../server/event-stream.ts';
import { problem } from '../../server/problem.ts';
import type { Live, Route, Viewer } from '../../server/route.ts';
import { type EventHistory, eventsAfter, historyRoute } from '../shared/history.ts';
import { orderParams } from './schema.ts';

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

const batchSize = 100;
const waitMs = 2_000;

const versionPattern = /^\d{1,9}$/;

/** @throws Problem `invalid_last_event_id` */
const lastVersion = (lastEventId: string | undefined): number => {
  if (lastEventId === undefined) return 0;
  if (versionPattern.test(lastEventId)) return Number(lastEventId);
  throw problem('invalid_last_event_id', 'send the id of the last event that was seen, or none to begin again');
};

/** Sends what there is after `seen`, then what comes, until the client or the server goes. */
const follow = async (
  { history, readSide }: RouteDependencies,
  { viewer, response, headers, signal }: Live,
  orderId: string,
  seen: number,
): Promise<void> => {
  let events = await eventsAfter('order', history.order, viewer, orderId, seen, batchSize);
  let version = seen;
  beginEventStream(response, headers);
  while (!signal.aborted) {
    version = events.at(-1)?.version ?? version;
    const text = events.map((event) => asServerSentEvent(event, viewer)).join('');
    await writeSlowly(response, events.length === 0 ? keepAlive : text, signal);
    const isMore =
      events.length === batchSize ||
      (await unlessAborted(
        readSide.waitForVersion('order', viewer.organizationId, orderId, version + 1, waitMs),
        signal,
      ));
    events = isMore ? await eventsAfter('order', history.order, viewer, orderId, version, batchSize) : [];
  }
};

export const orderHistoryRoutes = (deps: RouteDependencies): readonly Route[] => [
  historyRoute(deps, 'order', {
    path: '/api/v1/orders/{order_id}/history',
    tag: 'orders',
    summary: 'Everything that happened to an order, from the first event on',
    permission: 'orders:read',
    params: orderParams,
    idOf: ({ order_id }) => order_id,
  }),
  stream({
    method: 'get',
    path: '/api/v1/orders/{order_id}/events',
    tag: 'orders',
    summary: 'What happened to an order and what happens next, as server-sent events',
    permission: 'orders:read',
    params: orderParams,
    contentType: 'text/event-stream',
    handle: ({ order_id }, live) => follow(deps, live, order_id, lastVersion(live.lastEventId)),
  }),
];
