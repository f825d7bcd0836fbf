import assert from 'node:assert/strict';
import { EventStoreDBClient, jsonEvent, START, streamNameFilter, type Position } from '@eventstore/db-client';
import { startEventStoreDb, type EventStoreDbServer } from './server.ts';

describe('EventStoreDB protocol double: subscriptions', () => {
  let server: EventStoreDbServer;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    server = await startEventStoreDb();
    client = EventStoreDBClient.connectionString(server.url);
  });

  afterEach(async () => {
    server.faults.thaw();
    await client.dispose();
    server.stop();
  });

  const append = (stream: string, count = 1) =>
    client.appendToStream(
      stream,
      Array.from({ length: count }, () => jsonEvent({ type: 'Tested', data: {} })),
    );

  /** Follows `$all` into a list of what happened, in words. */
  const follow = (prefixes: string[], fromPosition: typeof START | Position = START) => {
    const happened: string[] = [];
    let changed = (): void => undefined;
    const note = (what: string): void => {
      happened.push(what);
      changed();
    };
    const filter = streamNameFilter({
      prefixes,
      maxSearchWindow: 10,
      checkpointReached: () => {
        note('checkpoint');
      },
    });
    const subscription = client.subscribeToAll({ filter, fromPosition });
    subscription
      .on('data', (resolved) => {
        note(`${resolved.event?.streamId}@${resolved.event?.revision}`);
      })
      .on('caughtUp', () => {
        note('caught up');
      })
      .on('end', () => {
        note('end');
      })
      .on('error', (error) => {
        note('type' in error ? String(error.type) : error.message);
      });
    const until = async (what: string): Promise<string[]> => {
      while (happened.at(-1) !== what) await new Promise<void>((resolve) => (changed = resolve));
      return happened.splice(0);
    };
    return { until };
  };

  it('catches up, says so, goes live, and marks what the filter held back', async () => {
    await append('a-1', 2);
    await append('b-1', 12);
    const { until } = follow(['a-']);
    assert.deepEqual(await until('caught up'), ['a-1@0', 'a-1@1', 'checkpoint', 'checkpoint', 'caught up']);
    await append('a-1');
    assert.deepEqual(await until('a-1@2'), ['a-1@2']);
  });

  it('starts a subscription after its position', async () => {
    await append('a-1', 2);
    const { position } = server.log.stream('a-1')[0]!;
    const { until } = follow(['a-'], { commit: BigInt(position), prepare: BigInt(position) });
    assert.deepEqual(await until('caught up'), ['a-1@1', 'checkpoint', 'caught up']);
  });

  it('drops, ends and silences subscriptions', async () => {
    const [dropped, ended] = [follow(['a-']), follow(['a-'])];
    await Promise.all([dropped.until('caught up'), ended.until('caught up')]);
    server.faults.onSubscriptions('end');
    assert.deepEqual(await ended.until('end'), ['end']);
    await dropped.until('end');
    const silent = follow(['a-']);
    await silent.until('caught up');
    server.faults.onSubscriptions('freeze');
    const live = follow(['a-']);
    await live.until('caught up');
    await append('a-1');
    assert.deepEqual(await live.until('a-1@0'), ['a-1@0']);
    server.faults.onSubscriptions('drop');
    assert.deepEqual(await live.until('unavailable'), ['unavailable']);
    assert.deepEqual(await silent.until('unavailable'), ['unavailable']);
  });
});
