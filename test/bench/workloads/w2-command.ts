import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { CommandHandler, type CacheOptions } from '../../../application/commands/handle-command.ts';
import { parseStreamName, type StreamName } from '../../../domain/shared/stream.ts';
import { basket, newBasketEvent, newContext, putIn } from '../basket.ts';
import { countRows, withBenchLog, type BenchLog } from '../bench-log.ts';
import { contest, type Contender } from '../contest.ts';
import { cycle } from '../cycle.ts';
import { floorAppend, floorRead } from '../floor.ts';
import { eventsPerStream, seedStreams } from '../seeded-streams.ts';
import type { BenchSettings, Measurement, Workload } from '../workload.ts';

interface Kind {
  readonly title: string;
  readonly goal: number;
  /** How many of the seeded aggregates our commands go to. */
  readonly aggregates: number;
  readonly cache: CacheOptions;
}

/** Few aggregates, all in memory after the first command on each. */
const hot: Kind = {
  title: 'W2 command, state in memory, 16 at a time',
  goal: 7,
  aggregates: 200,
  cache: { ttlSeconds: 3600, maximumEvents: 1_000_000 },
};

/** All of them, and room for none: each command loads its aggregate. */
const cold: Kind = {
  title: 'W2 command, state loaded, 16 at a time',
  goal: 2.2,
  aggregates: Number.POSITIVE_INFINITY,
  cache: { ttlSeconds: 3600, maximumEvents: 1 },
};

const concurrency = 16;

/** The whole command path: load, fold, decide, hash, append. */
const commands = ({ store }: BenchLog, cache: CacheOptions, streams: readonly StreamName[]): Contender => {
  const ids = { event: randomUUID, secret: randomUUID };
  const handler = new CommandHandler(basket, { store, ids, cache });
  const next = cycle(streams.map((stream) => parseStreamName(stream)?.id ?? ''));
  return {
    concurrency,
    operation: async () => {
      const handled = await handler.handle(next(), newContext(), putIn);
      assert.ok(handled.ok && !handled.repeated);
      return 1;
    },
  };
};

/** The same by hand, without hashing, and knowing nothing of repetitions. */
export const floorCommands = (pool: pg.Pool, streams: readonly StreamName[]): Contender => {
  const next = cycle(streams);
  return {
    concurrency,
    operation: async () => {
      const stream = next();
      const events = await floorRead(pool, stream);
      const count = events.reduce((sum, event) => sum + (event.data as { quantity: number }).quantity, 0);
      assert.ok(count >= eventsPerStream * putIn.quantity);
      await floorAppend(pool, stream, events.length, newBasketEvent());
      return 1;
    },
  };
};

const measure = ({ pace, quick }: BenchSettings, { title, goal, aggregates, cache }: Kind): Promise<Measurement> =>
  withBenchLog(async (log) => {
    // Many, so that those that are loaded stay near 20 events.
    const streams = await seedStreams(log.pool, quick ? 4000 : 20_000);
    const ours = commands(log, cache, streams.slice(0, aggregates));
    const { rates, done } = await contest(pace, ours, floorCommands(log.pool, streams));
    const seeded = streams.length * eventsPerStream;
    assert.equal(await countRows(log.pool, 'event_store.events'), seeded + done.ours, 'one event a command');
    assert.equal(await countRows(log.pool, 'floor.events'), seeded + done.floor);
    return { workload: title, ...rates, goal };
  });

/** Commands on aggregates of 20 events. */
export const w2: Workload = {
  name: 'w2',
  measure: async (settings) => [await measure(settings, hot), await measure(settings, cold)],
};
