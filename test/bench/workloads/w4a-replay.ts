import assert from 'node:assert/strict';
import { withBenchLog, type BenchLog } from '../bench-log.ts';
import { contest, type Contender } from '../contest.ts';
import type { FloorEvent } from '../floor.ts';
import { eventsPerStream, seedStreams } from '../seeded-streams.ts';
import type { Workload } from '../workload.ts';

const batchSize = 1000;
const events = 100_000;

/** A subscription from the beginning to the end, each event looked at. */
const replay = ({ store }: BenchLog): Contender => ({
  concurrency: 1,
  operation: async () => {
    const stop = new AbortController();
    let seen = 0;
    for await (const batch of store.subscribe({ after: 0, batchSize, signal: stop.signal })) {
      for (const event of batch.events) {
        seen += 1;
        assert.equal(event.position, seen, 'each event once, in order');
      }
      if (batch.caughtUp) stop.abort();
    }
    assert.equal(seen, events);
    return seen;
  },
});

/** The same table by hand, one page after the other. */
const floorReplay = ({ pool }: BenchLog): Contender => ({
  concurrency: 1,
  operation: async () => {
    let seen = 0;
    for (let position = 0; ;) {
      const { rows } = await pool.query<FloorEvent>({
        name: 'floor.replay',
        text: 'select * from event_store.events where position > $1 order by position limit $2',
        values: [position, batchSize],
      });
      if (rows.length === 0) break;
      for (const { position: at } of rows) {
        seen += 1;
        position = Number(at);
        assert.equal(position, seen);
      }
    }
    assert.equal(seen, events);
    return seen;
  },
});

/** Replays of 100,000 events in global order. A round is at least one replay. */
export const w4a: Workload = {
  name: 'w4a',
  measure: ({ pace }) =>
    withBenchLog(async (log) => {
      await seedStreams(log.pool, events / eventsPerStream);
      const { rates } = await contest(pace, replay(log), floorReplay(log));
      return [{ workload: 'W4a replay 100,000 events', ...rates, goal: 0.8 }];
    }),
};
