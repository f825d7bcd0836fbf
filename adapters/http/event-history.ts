import type { z } from 'zod';
import type { AggregateHistory, History, Viewer as HistoryViewer } from '../../application/history/history.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { Category } from '../../domain/aggregates.ts';
import { showEvent } from './presenters/event.ts';
import { notFound, scopeOf } from './reading.ts';
import type { Viewer } from './route.ts';
import type { storedEvent } from './schemas/history.ts';

/** Aggregates whose events are told by themselves. */
type Told = Exclude<Category, 'allowance' | 'documents' | 'folios' | 'till'>;

/** The events of one kind of aggregate. */
export type EventHistory = Pick<AggregateHistory<unknown>, 'events'>;

const defaultLimit = 50;

const asker = (viewer: Viewer): HistoryViewer => ({ organizationId: viewer.organizationId, ...scopeOf(viewer) });

/**
 * The aggregate's events after `version`, at most `limit` of them.
 * @throws Problem `<what>_not_found`
 */
export const eventsAfter = async (
  what: Told,
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

/**
 * One page of everything that happened to an aggregate; a page's cursor is its last event's version.
 * @throws Problem `<what>_not_found`
 */
export const historyPage = async (
  what: Told,
  history: History,
  viewer: Viewer,
  id: string,
  { limit = defaultLimit, cursor = 0 }: { readonly limit?: number; readonly cursor?: number },
): Promise<{ items: z.input<typeof storedEvent>[]; next_cursor: string | null }> => {
  const found = await eventsAfter(what, history[what], viewer, id, cursor, limit + 1);
  const items = found.slice(0, limit);
  const next = found.length > limit ? String(items.at(-1)?.version) : null;
  return { items: items.map((event) => showEvent(event, viewer)), next_cursor: next };
};
