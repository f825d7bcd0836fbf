import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, streamNameFilter, type JSONType } from '@eventstore/db-client';
import { openEventStoreDb } from '../../../adapters/event-store/eventstoredb/event-store.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { streamName, type StreamName } from '../../../domain/shared/stream.ts';
import { startEventStoreDb } from '../../support/eventstoredb/server.ts';
import { newBasketEvent } from '../basket.ts';
import { contest, type Contender } from '../contest.ts';
import type { Measurement, Workload } from '../workload.ts';

const concurrency = 16;
const goal = 0.95;
const eventsPerStream = 20;
const eventsFollowed = 2_000;

const newStream = (): StreamName => streamName('cart', 'demo', randomUUID());

/** What a program on the bare client starts from: an object, and gets back: an object. */
const clientEvent = () => {
  const { id, type, data, metadata } = newBasketEvent();
  return jsonEvent({
    id,
    type,
    data: JSON.parse(data) as JSONType,
    metadata: JSON.parse(metadata) as Record<string, unknown>,
  });
};

const appends = (store: EventStore): Contender => ({
  concurrency,
  operation: async () => {
    const answer = await store.append(newStream(), 0, [newBasketEvent()]);
    assert.ok(answer.ok);
    return 1;
  },
});

const bareAppends = (client: EventStoreDBClient): Contender => ({
  concurrency,
  operation: async () => {
    const answer = await client.appendToStream(newStream(), clientEvent(), { expectedRevision: NO_STREAM });
    assert.ok(answer.success);
    return 1;
  },
});

const reads = (store: EventStore, stream: StreamName): Contender => ({
  concurrency,
  operation: async () => {
    const events = await store.read(stream);
    assert.equal(events.length, eventsPerStream);
    return 1;
  },
});

const bareReads = (client: EventStoreDBClient, stream: StreamName): Contender => ({
  concurrency,
  operation: async () => {
    let events = 0;
    for await (const { event } of client.readStream(stream)) if (event !== undefined) events += 1;
    assert.equal(events, eventsPerStream);
    return 1;
  },
});

const subscriptions = (store: EventStore): Contender => ({
  concurrency: 1,
  operation: async () => {
    let events = 0;
    for await (const batch of store.subscribe({
      after: 0,
      categories: ['order'],
      signal: AbortSignal.timeout(60_000),
    })) {
      events += batch.events.length;
      if (events >= eventsFollowed) break;
    }
    assert.equal(events, eventsFollowed);
    return events;
  },
});

const bareSubscriptions = (client: EventStoreDBClient): Contender => ({
  concurrency: 1,
  operation: async () => {
    const filter = streamNameFilter({ prefixes: ['order-'] });
    const subscription = client.subscribeToAll({ filter });
    let events = 0;
    for await (const { event } of subscription) {
      if (event !== undefined) events += 1;
      if (events === eventsFollowed) break;
    }
    assert.equal(events, eventsFollowed);
    await subscription.unsubscribe();
    return events;
  },
});

/** Our adapter against the bare client on the same server, which is the one that the adapter is tested with. */
export const w10: Workload = {
  name: 'w10',
  measure: async ({ pace }): Promise<readonly Measurement[]> => {
    const server = await startEventStoreDb();
    const store = openEventStoreDb({ url: server.url });
    const client = EventStoreDBClient.connectionString(server.url);
    try {
      const stream = streamName('return', 'demo', 'seeded');
      await store.append(stream, 0, Array.from({ length: eventsPerStream }, newBasketEvent));
      for (let index = 0; index < eventsFollowed; index += 100) {
        await store.append(streamName('order', 'demo', String(index)), 0, Array.from({ length: 100 }, newBasketEvent));
      }
      const follow = await contest(pace, subscriptions(store), bareSubscriptions(client));
      const read = await contest(pace, reads(store, stream), bareReads(client, stream));
      const appended = await contest(pace, appends(store), bareAppends(client));
      const stored = server.log.all().filter((event) => event.stream.startsWith('cart-'));
      assert.equal(stored.length, appended.done.ours + appended.done.floor, 'what was answered is what is stored');
      return [
        { workload: 'W10 EventStoreDB, append', ...appended.rates, goal },
        { workload: 'W10 EventStoreDB, read 20 events', ...read.rates, goal },
        { workload: `W10 EventStoreDB, follow ${eventsFollowed} events`, ...follow.rates, goal },
      ];
    } finally {
      await store.close();
      await client.dispose();
      server.stop();
    }
  },
};
