import { z } from 'zod';
import type { AggregateHistory, Viewer as HistoryViewer } from '../../../../application/history/history.ts';
import type { Category } from '../../../../domain/aggregates.ts';
import type { OrderEvent } from '../../../../domain/order/events.ts';
import type { SalesQuoteEvent } from '../../../../domain/quote/events.ts';
import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { respond } from '../../server/answer.ts';
import { read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { fresh, notFound, scopeOf } from '../../server/reading.ts';
import type { ReadRoute, Viewer } from '../../server/route.ts';
import { freshness, page, paging, version } from './fields.ts';

/**
 * An event as it was stored: in `data`, money is in minor units and quantities are in thousandths. Customers do not see how
 * suspicious their payments looked, nor how their quotes came about.
 */
export const storedEvent = z
  .object({
    version: z.int(),
    event_id: z.string(),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    recorded_at: z.string(),
    actor: z.object({ subject: z.string(), role: z.string() }),
    command_id: z.string(),
    correlation_id: z.string(),
    causation_id: z.string().nullable(),
    hash: z.string().describe('Links the event to the one before it'),
  })
  .meta({ id: 'StoredEvent' });

/** What staff know and the customer does not: how suspicious they look, and how what they are offered came about. */
const forStaff: ReadonlySet<string> = new Set<OrderEvent['type'] | SalesQuoteEvent['type']>([
  'PaymentScreened',
  'SalesQuoteDrafted',
  'SalesQuoteRevised',
  'SalesQuoteApprovalRequested',
  'SalesQuoteApproved',
  'SalesQuoteDeclined',
]);

/** Makes an event as this viewer may see it. */
export const showEvent = (
  { version, id, type, data, metadata }: RecordedEvent,
  { onlyCustomerId }: Viewer,
): z.input<typeof storedEvent> => ({
  version,
  event_id: id,
  type,
  data: onlyCustomerId !== undefined && forStaff.has(type) ? {} : (data as Record<string, unknown>),
  recorded_at: metadata.recorded_at,
  actor: { subject: metadata.actor.subject, role: metadata.actor.role },
  command_id: metadata.command_id,
  correlation_id: metadata.correlation_id,
  causation_id: metadata.causation_id ?? null,
  hash: metadata.hash,
});

/** Aggregates whose events are shown by themselves. */
type Recounted = Exclude<Category, 'allowance' | 'documents' | 'folios' | 'till'>;

/** Describes the events of one kind of aggregate. */
export type EventHistory = Pick<AggregateHistory<unknown>, 'events'>;

const defaultLimit = 50;

const asker = (viewer: Viewer): HistoryViewer => ({ organizationId: viewer.organizationId, ...scopeOf(viewer) });

/**
 * The aggregate's events after `version`, at most `limit` of them.
 * @throws Problem `<what>_not_found`
 */
export const eventsAfter = async (
  what: Recounted,
  history: EventHistory,
  viewer: Viewer,
  id: string,
  version: number,
  limit: number,
): Promise<readonly RecordedEvent[]> => {
  const found = await history.events(asker(viewer), id, { from: version + 1, limit });
  if (found.length > 0) return found;
  const first = version === 0 ? found : await history.events(asker(viewer), id, { limit: 1 });
  if (first.length === 0) throw notFound(what);
  return found;
};

/** Asks for a page; its cursor is the last event's version of the one before. */
export const historyQuery = z.strictObject({
  limit: paging.limit,
  cursor: version.exactOptional(),
  ...freshness.shape,
});

interface HistorySpec<Params extends z.ZodObject> extends Pick<ReadRoute, 'path' | 'tag' | 'summary' | 'permission'> {
  readonly params: Params;
  readonly idOf: (params: z.output<Params>) => string;
}

/** Makes the route of everything that happened to an aggregate, a page at a time; answers `<what>_not_found` if it is not there. */
export const historyRoute = <Params extends z.ZodObject>(
  { readSide, history }: Pick<RouteDependencies, 'readSide' | 'history'>,
  what: Recounted,
  { idOf, ...description }: HistorySpec<Params>,
): ReadRoute =>
  read({
    ...description,
    method: 'get',
    query: historyQuery,
    response: page(storedEvent),
    handle: async ({ params, query }, viewer) => {
      const id = idOf(params);
      const { limit = defaultLimit, cursor = 0, min_version } = query;
      await fresh(readSide, viewer, what, id, min_version);
      const found = await eventsAfter(what, history[what], viewer, id, cursor, limit + 1);
      const items = found.slice(0, limit);
      const next = found.length > limit ? String(items.at(-1)?.version) : null;
      return respond({ items: items.map((event) => showEvent(event, viewer)), next_cursor: next });
    },
  });
