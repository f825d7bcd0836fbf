import { unlessAborted } from '../../../application/resilience/unless-aborted.ts';
import { respond } from '../answer.ts';
import { read, stream } from '../define-route.ts';
import type { RouteDependencies } from '../dependencies.ts';
import { asServerSentEvent, beginEventStream, keepAlive, writeSlowly } from '../event-stream.ts';
import { eventsAfter, historyPage } from '../event-history.ts';
import { problem } from '../problem.ts';
import { fresh } from '../reading.ts';
import type { Live, Route } from '../route.ts';
import { page } from '../schemas/common.ts';
import { storedEvent } from '../schemas/history.ts';
import { historyQuery, orderParams } from '../schemas/order-requests.ts';

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
    const told = events.map((event) => asServerSentEvent(event, viewer)).join('');
    await writeSlowly(response, events.length === 0 ? keepAlive : told, signal);
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
  read({
    method: 'get',
    path: '/api/v1/orders/{order_id}/history',
    tag: 'orders',
    summary: 'Everything that happened to an order, from the first event on',
    permission: 'orders:read',
    params: orderParams,
    query: historyQuery,
    response: page(storedEvent),
    handle: async ({ params, query }, viewer) => {
      await fresh(deps.readSide, viewer, 'order', params.order_id, query.min_version);
      return respond(await historyPage('order', deps.history, viewer, params.order_id, query));
    },
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
