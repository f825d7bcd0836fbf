import type pg from 'pg';
import {
  EventTooLargeError,
  maxEventBytes,
  type AppendResult,
  type EventStore,
  type ExpectedVersion,
  type NewEvent,
  type ReadOptions,
  type SubscribeOptions,
} from '../../../application/ports/event-store.ts';
import type { EventBatch, Position, RecordedEvent } from '../../../domain/shared/message.ts';
import type { StreamName } from '../../../domain/shared/stream.ts';
import { AppendQueue } from './append-queue.ts';
import { reach } from './errors.ts';
import { HeadSignal } from './head-signal.ts';
import { Listener } from './listener.ts';
import { asTexts, eventColumns, toRecorded, type EventRow } from './rows.ts';
import { follow } from './subscription.ts';

/**
 * The log in PostgreSQL, in tables that {@link eventStoreMigrations} make. Appends of one process are committed in groups;
 * appends of all processes one group after the other, so positions have no gaps and rise in commit order.
 */
export class PostgresEventStore implements EventStore {
  readonly #pool: pg.Pool;
  readonly #head = new HeadSignal();
  readonly #appends: AppendQueue;
  readonly #closing = new AbortController();
  readonly #listener: Listener;
  readonly #pollMs: number;

  /**
   * @param pool stays the caller's to end, after {@link close}, and listens to the errors of its connections.
   * Subscriptions keep one of them among them all, appends take up to two.
   * @param pollMs the longest that a lost notification delays a subscription; 1 s by default
   */
  constructor(pool: pg.Pool, pollMs = 1000) {
    this.#pool = pool;
    this.#pollMs = pollMs;
    this.#appends = new AppendQueue(pool, (position) => {
      this.#head.advance(position);
    });
    this.#listener = new Listener(pool, this.#head, this.#closing.signal);
  }

  async append(stream: StreamName, expected: ExpectedVersion, events: readonly NewEvent[]): Promise<AppendResult> {
    let bytes = 0;
    for (const { type, data, metadata } of events) {
      const size = Buffer.byteLength(data) + Buffer.byteLength(metadata);
      if (size > maxEventBytes) throw new EventTooLargeError(type, size);
      bytes += size;
    }
    return this.#appends.push({ stream, expected, events }, bytes);
  }

  async read(stream: StreamName, { from = 1, limit }: ReadOptions = {}): Promise<readonly RecordedEvent[]> {
    const { rows } = await reach(() =>
      this.#pool.query<[...EventRow]>({
        name: 'event_store.read',
        text: `select ${eventColumns} from event_store.events e
               where e.stream = $1 and e.version >= $2 order by e.version limit $3`,
        values: [stream, from, limit ?? null],
        ...asTexts,
      }),
    );
    return rows.map(toRecorded);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<EventBatch> {
    this.#listener.start();
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    return follow(this.#pool, this.#head, { ...options, signal, pollMs: this.#pollMs });
  }

  async head(): Promise<Position> {
    const { rows } = await reach(() =>
      this.#pool.query<[string]>({
        name: 'event_store.head',
        text: 'select coalesce(max(position), 0) from event_store.events',
        ...asTexts,
      }),
    );
    return Number(rows[0]?.[0]);
  }

  async ping(): Promise<void> {
    await reach(() => this.#pool.query('select'));
  }

  /** Waits for appends in flight and ends the subscriptions; the pool is left to who made it. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#appends.drain();
    await this.#listener.stopped();
  }
}
