import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type Position,
} from '@eventstore/db-client';
import { startEventStoreDb, type EventStoreDbServer } from './server.ts';

/** The double against the real client: what the adapter's tests take for granted. */
describe('EventStoreDB protocol double', () => {
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

  const event = (n = 1) => jsonEvent({ id: randomUUID(), type: 'Tested', data: { n }, metadata: { by: 'test' } });

  const append = (stream: string, expectedRevision: AppendExpectedRevision = ANY, events = [event()]) =>
    client.appendToStream(stream, events, { expectedRevision });

  const revisions = async (options: Parameters<EventStoreDBClient['readStream']>[1]) => {
    const seen: (bigint | undefined)[] = [];
    for await (const resolved of client.readStream('s', options)) seen.push(resolved.event?.revision);
    return seen;
  };

  it('checks expected revisions and answers the current one', async () => {
    const refused = async (expected: AppendExpectedRevision, current: bigint | 'no_stream'): Promise<void> => {
      await assert.rejects(append('s', expected), (error) => {
        assert.ok(error instanceof WrongExpectedVersionError);
        assert.equal(error.actualVersion, current);
        return true;
      });
    };
    await refused(STREAM_EXISTS, NO_STREAM);
    await refused(0n, NO_STREAM);
    assert.equal((await append('s', NO_STREAM)).nextExpectedRevision, 0n);
    assert.equal((await append('s', 0n, [event(), event()])).nextExpectedRevision, 2n);
    assert.equal((await append('s', STREAM_EXISTS)).nextExpectedRevision, 3n);
    await refused(NO_STREAM, 3n);
    await refused(2n, 3n);
    await refused(4n, 3n);
  });

  it('recognises a repeated append by its ids, whole only', async () => {
    const events = [event(), event()];
    await append('s', NO_STREAM, events);
    await append('s');
    for (const expected of [NO_STREAM, ANY, STREAM_EXISTS] as const) {
      assert.equal((await append('s', expected, events)).nextExpectedRevision, 1n);
    }
    await assert.rejects(append('s', NO_STREAM, [events[0]!, event()]), WrongExpectedVersionError);
    await assert.rejects(append('s', NO_STREAM, [...events, event()]), WrongExpectedVersionError);
    assert.equal(server.log.stream('s').length, 3);
  });

  it('reads streams and the whole log in both directions, by byte positions', async () => {
    await append('s', NO_STREAM, [event(), event(), event()]);
    assert.deepEqual(await revisions({}), [0n, 1n, 2n]);
    assert.deepEqual(await revisions({ fromRevision: 1n, maxCount: 1 }), [1n]);
    assert.deepEqual(await revisions({ fromRevision: END, direction: BACKWARDS, maxCount: 2 }), [2n, 1n]);
    assert.deepEqual(await revisions({ fromRevision: 1n, direction: BACKWARDS }), [1n, 0n]);

    const positions: Position[] = [];
    for await (const { event: logged } of client.readAll()) if (logged !== undefined) positions.push(logged.position);
    assert.equal(positions.length, 4, 'the server writes one of its own first');
    for (const [index, { commit, prepare }] of positions.entries()) {
      assert.equal(commit, prepare);
      assert.ok(index === 0 || commit > positions[index - 1]!.commit + 100n, 'an event takes its bytes');
    }
    const from = positions[2]!;
    const after: unknown[] = [];
    for await (const { event: logged } of client.readAll({ fromPosition: from })) after.push(logged?.revision);
    const before: unknown[] = [];
    const backwards = { fromPosition: from, direction: BACKWARDS, maxCount: 1 } as const;
    for await (const { event: logged } of client.readAll(backwards)) before.push(logged?.revision);
    assert.deepEqual([after, before], [[1n, 2n], [0n]]);
  });

  it('refuses to read from a position between events', async () => {
    await append('s');
    const reading = async (): Promise<void> => {
      const between = { commit: 3n, prepare: 3n };
      for await (const { commitPosition } of client.readAll({ fromPosition: between }))
        assert.fail(`${commitPosition}`);
    };
    await assert.rejects(reading(), /invalid position/);
  });

  it('answers nothing while it is frozen, and refuses what came too late', async () => {
    await append('s');
    server.faults.freeze();
    const late = client.appendToStream('s', event(), { deadline: 50 });
    setTimeout(() => {
      server.faults.thaw();
    }, 200);
    await assert.rejects(late, { type: 'deadline-exceeded' });
    assert.equal(server.log.stream('s').length, 1);
  });

  it('keeps its log and its port over a restart', async () => {
    await append('s', NO_STREAM);
    server.stop();
    await assert.rejects(append('s'));
    await server.start();
    const again = EventStoreDBClient.connectionString(server.url);
    const seen: unknown[] = [];
    for await (const resolved of again.readStream('s')) seen.push(resolved.event?.revision);
    assert.deepEqual(seen, [0n]);
    await again.dispose();
  });

  it('writes an append whose answer it then loses', async () => {
    server.faults.loseAnswers(1);
    await assert.rejects(append('s'), { type: 'unavailable' });
    assert.equal(server.log.stream('s').length, 1);
  });

  it('refuses more in one append than a server takes', async () => {
    const large = () => jsonEvent({ type: 'Tested', data: { pad: 'x'.repeat(600_000) } });
    await assert.rejects(client.appendToStream('s', [large(), large()]), { type: 'maximum-append-size-exceeded' });
    assert.equal(server.log.stream('s').length, 0);
  });
});
