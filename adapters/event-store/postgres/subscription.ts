import type pg from 'pg';
import { EventStoreUnavailableError, type SubscribeOptions } from '../../../application/ports/event-store.ts';
import type { EventBatch, Position } from '../../../domain/shared/message.ts';
import { reach } from './errors.ts';
import type { HeadSignal } from './head-signal.ts';
import { asTexts, eventColumns, toRecorded, type EventRow } from './rows.ts';

const defaultBatchSize = 500;
/** How far one statement looks for the categories asked for. */
const filteredWindow = 10_000;
const retryMs = 250;

/**
 * The head comes with the events, from one snapshot: so it is known whether the store had anything after them. Positions
 * are committed in order and without gaps, so all up to the head are there.
 */
const nextEvents = `
select ${eventColumns}, h.position as head
from (select coalesce(max(position), 0) as position from event_store.events) h
left join lateral (
  select * from event_store.events
  where position > $1::bigint and position <= $1 + $3::bigint
    and ($4::text[] is null or split_part(stream, '-', 1) = any ($4))
  order by position
  limit $2
) e on true
order by e.position`;

/** A row without an event has nulls before the head. */
type HeadedRow = [...event: EventRow, head: string];

export interface FollowOptions extends SubscribeOptions {
  /** How long to wait at the end without hearing anything before looking again. */
  readonly pollMs: number;
}

/** All events from a checkpoint on, in batches, for ever: across lost connections, until `signal`. */
export async function* follow(pool: pg.Pool, head: HeadSignal, options: FollowOptions): AsyncGenerator<EventBatch> {
  const { signal, pollMs } = options;
  let position = options.after;
  let toldTheEnd = false;
  while (!signal.aborted) {
    const batch = await nextBatch(pool, position, options);
    if (batch === undefined) {
      await head.wait(Number.MAX_SAFE_INTEGER, retryMs, signal);
      continue;
    }
    const isNews = batch.position > position || !toldTheEnd;
    position = batch.position;
    toldTheEnd = batch.caughtUp;
    if (isNews) yield batch;
    if (batch.caughtUp) await head.wait(position, pollMs, signal);
  }
}

/** What comes after the position; undefined if the server cannot be reached. */
const nextBatch = async (
  pool: pg.Pool,
  after: Position,
  { categories, batchSize = defaultBatchSize }: SubscribeOptions,
): Promise<EventBatch | undefined> => {
  const window = categories === undefined ? batchSize : Math.max(batchSize, filteredWindow);
  try {
    const { rows } = await reach(() =>
      pool.query<HeadedRow>({
        name: 'event_store.next',
        text: nextEvents,
        values: [after, batchSize, window, categories ?? null],
        ...asTexts,
      }),
    );
    const head = Number(rows[0]?.[7]);
    const events = rows.filter(hasEvent).map(toRecorded);
    const last = events.length < batchSize ? Math.min(after + window, head) : events.at(-1)?.position;
    const position = Math.max(after, last ?? after);
    return { events, position, caughtUp: position >= head };
  } catch (error) {
    if (error instanceof EventStoreUnavailableError) return undefined;
    throw error;
  }
};

const hasEvent = ([position]: readonly (string | null)[]): boolean => position !== null;
