import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { streamName } from '../../../domain/shared/stream.ts';
import { newBasketEvent } from '../basket.ts';
import { countRows, withBenchLog } from '../bench-log.ts';
import { contest, type Contender } from '../contest.ts';
import { floorAppend } from '../floor.ts';
import type { BenchSettings, Measurement, Workload } from '../workload.ts';

const bulkRows = 200;

const newStream = () => streamName('cart', 'demo', randomUUID());

const appends = (store: EventStore, concurrency: number): Contender => ({
  concurrency,
  operation: async () => {
    const answer = await store.append(newStream(), 0, [newBasketEvent()]);
    assert.ok(answer.ok);
    return 1;
  },
});

const floorAppends = (pool: pg.Pool, concurrency: number): Contender => ({
  concurrency,
  operation: async () => {
    await floorAppend(pool, newStream(), 0, newBasketEvent());
    return 1;
  },
});

/** The most that PostgreSQL takes over one connection: many rows a statement, nothing checked. */
const bulkInserts = (pool: pg.Pool): Contender => ({
  concurrency: 1,
  operation: async () => {
    const events = Array.from({ length: bulkRows }, newBasketEvent);
    await pool.query({
      name: 'floor.bulk',
      text: `insert into floor.events (stream, version, id, type, data, metadata)
             select * from unnest($1::text[], $2::integer[], $3::uuid[], $4::text[], $5::json[], $6::json[])`,
      values: [
        events.map(newStream),
        events.map(() => 1),
        events.map(({ id }) => id),
        events.map(({ type }) => type),
        events.map(({ data }) => data),
        events.map(({ metadata }) => metadata),
      ],
    });
    return bulkRows;
  },
});

const measure = ({ pace }: BenchSettings, title: string, goal: number, concurrency: number, bulk: boolean) =>
  withBenchLog(async ({ pool, store }): Promise<Measurement> => {
    const floor = bulk ? bulkInserts(pool) : floorAppends(pool, concurrency);
    const { rates, done } = await contest(pace, appends(store, concurrency), floor);
    assert.equal(await countRows(pool, 'event_store.events'), done.ours, 'what was answered is what is stored');
    assert.equal(await countRows(pool, 'floor.events'), done.floor);
    return { workload: title, ...rates, goal };
  });

/** Appends to new streams. */
export const w1: Workload = {
  name: 'w1',
  measure: async (settings) => [
    await measure(settings, 'W1 append to a new stream, 1 at a time', 1, 1, false),
    await measure(settings, 'W1 append to a new stream, 16 at a time', 4, 16, false),
    await measure(settings, 'W1 256 at a time, of 200-row inserts', 0.6, 256, true),
  ],
};
