import assert from 'node:assert/strict';
import { fold } from '../../../domain/shared/decider.ts';
import { decode } from '../../../domain/shared/event-schema.ts';
import { basket, putIn, type BasketEvent } from '../basket.ts';
import { withBenchLog } from '../bench-log.ts';
import { contest, type Contender } from '../contest.ts';
import { cycle } from '../cycle.ts';
import { floorRead } from '../floor.ts';
import { eventsPerStream, seedStreams } from '../seeded-streams.ts';
import type { BenchSettings, Measurement, Workload } from '../workload.ts';

const wanted = eventsPerStream * putIn.quantity;

const measure = ({ pace }: BenchSettings, concurrency: number): Promise<Measurement> =>
  withBenchLog(async ({ pool, store }) => {
    const streams = await seedStreams(pool, 2000);
    const ourNext = cycle(streams);
    const ours: Contender = {
      concurrency,
      operation: async () => {
        const events = await store.read(ourNext());
        const decoded = events.map((event) => decode<BasketEvent>(basket.schema, event));
        assert.equal(fold(basket.decider.evolve, basket.decider.initial, decoded).count, wanted);
        return 1;
      },
    };
    const floorNext = cycle(streams);
    const floor: Contender = {
      concurrency,
      operation: async () => {
        const events = await floorRead(pool, floorNext());
        assert.equal(
          events.reduce((sum, { data }) => sum + (data as { quantity: number }).quantity, 0),
          wanted,
        );
        return 1;
      },
    };
    const { rates } = await contest(pace, ours, floor);
    return { workload: `W3 load and fold 20 events, ${concurrency} at a time`, ...rates, goal: 1 };
  });

/** Loads of aggregates of 20 events. */
export const w3: Workload = {
  name: 'w3',
  measure: async (settings) => [await measure(settings, 1), await measure(settings, 16)],
};
