import assert from 'node:assert/strict';
import { CommandHandler } from '../../../application/commands/handle-command.ts';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import { Reactor } from '../../../application/reactor/reactor.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { FixedClock } from '../../support/clock.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { CountingIds } from '../../support/counting-ids.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryCheckpoints, InMemoryParkedEvents, MemoryLog, noPause } from '../../support/port-doubles.ts';
import { tally } from '../../support/tally.ts';

/** A log with the streams a, b and c of three events each, and a place to run subscriptions on it. */
const openFixture = async () => {
  const store = new InMemoryEventStore();
  const cache = { ttlSeconds: 60, maximumEvents: 100 };
  const handler = new CommandHandler(tally, { store, ids: new CountingIds(), cache });
  const write = async (name: string): Promise<void> => {
    for (const id of ['a', 'b', 'c']) {
      await handler.handle(id, contextFor(`open ${id}`), { type: 'Open', owner: null });
      await handler.handle(id, contextFor(`${name} ${id}`), { type: 'Add', amounts: [1, 2] });
    }
  };
  await write('first');
  const parts = {
    store,
    checkpoints: new InMemoryCheckpoints(),
    parkedEvents: new InMemoryParkedEvents(),
    clock: new FixedClock(),
    pause: noPause,
    log: new MemoryLog(),
  };

  /** Runs until the checkpoint is at the head of the log. */
  const run = async (handle: (event: RecordedEvent) => Promise<void>): Promise<Reactor> => {
    const stop = new AbortController();
    const subscription = new Reactor(parts, { name: 'test', categories: ['cart'], handle });
    const running = subscription.run(stop.signal);
    while ((await parts.checkpoints.load('test')) < (await store.head())) await noPause(0, stop.signal);
    await noPause(0, stop.signal);
    stop.abort();
    await running;
    return subscription;
  };
  return { ...parts, write, run };
};

const nameOf = ({ stream, version }: RecordedEvent): string => `${stream.slice(-1)}${version}`;

describe('subscription', () => {
  it('handles every event once, in order within its stream, and goes on where it stopped', async () => {
    const fixture = await openFixture();
    const seen: string[] = [];
    const handle = (event: RecordedEvent): Promise<void> => {
      seen.push(nameOf(event));
      return Promise.resolve();
    };
    await fixture.run(handle);
    assert.deepEqual(seen.toSorted(), ['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3']);
    for (const id of 'abc')
      assert.deepEqual(
        seen.filter((name) => name.startsWith(id)),
        [`${id}1`, `${id}2`, `${id}3`],
      );

    seen.length = 0;
    await fixture.write('second');
    await fixture.run(handle);
    assert.deepEqual(seen.toSorted(), ['a4', 'a5', 'b4', 'b5', 'c4', 'c5']);
  });

  it('tries again for as long as somebody else is out of reach, and names the event', async () => {
    const fixture = await openFixture();
    const handled: string[] = [];
    let outages = 25;
    await fixture.run((event) => {
      if (nameOf(event) === 'b2' && outages-- > 0) return Promise.reject(new EventStoreUnavailableError('away'));
      handled.push(nameOf(event));
      return Promise.resolve();
    });

    assert.deepEqual(handled.toSorted(), ['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3']);
    assert.deepEqual(await fixture.parkedEvents.list('test'), []);
    assert.equal(fixture.log.lines.length, 25);
    const { err, event_id, ...fields } = fixture.log.lines[24]!.fields;
    assert.ok(err instanceof EventStoreUnavailableError && typeof event_id === 'string');
    assert.deepEqual(fields, { subscription: 'test', stream: 'cart-demo/b', version: 2, type: 'Added', attempt: 25 });
  });

  it('parks the stream of an event that cannot be handled, and makes up for it once it can', async () => {
    const fixture = await openFixture();
    const handled: string[] = [];
    let broken = true;
    const tries: string[] = [];
    const handle = (event: RecordedEvent): Promise<void> => {
      tries.push(nameOf(event));
      if (broken && nameOf(event) === 'b2') return Promise.reject(new TypeError('poison'));
      handled.push(nameOf(event));
      return Promise.resolve();
    };
    await fixture.run(handle);
    await fixture.write('second');
    await fixture.run(handle);

    assert.deepEqual(handled.toSorted(), ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'c1', 'c2', 'c3', 'c4', 'c5']);
    assert.equal(tries.filter((name) => name === 'b2').length, 8);
    assert.deepEqual(
      (await fixture.parkedEvents.list('test')).map(({ version, reason }) => [version, reason]),
      [
        [2, 'poison'],
        [3, 'waits behind an earlier event of its stream'],
        [4, 'waits behind an earlier event of its stream'],
        [5, 'waits behind an earlier event of its stream'],
      ],
    );

    handled.length = 0;
    broken = false;
    await fixture.run(handle);
    assert.deepEqual(handled, ['b2', 'b3', 'b4', 'b5']);
    assert.deepEqual(await fixture.parkedEvents.list('test'), []);
  });

  it('gives an event back that it was told to leave while it failed', async () => {
    const fixture = await openFixture();
    const stop = new AbortController();
    const subscription = new Reactor(fixture, {
      name: 'test',
      handle: () => {
        stop.abort();
        return Promise.reject(new TypeError('poison'));
      },
    });
    await subscription.run(stop.signal);
    assert.equal(await fixture.checkpoints.load('test'), 0);
    assert.deepEqual(
      fixture.log.lines.map(({ message }) => message),
      ['failed, and is tried again'],
    );
    assert.deepEqual(await fixture.parkedEvents.list('test'), []);
  });

  it('knows how far it is behind', async () => {
    const fixture = await openFixture();
    const lags: object[] = [];
    fixture.clock.advance(2);
    const subscription: Reactor = new Reactor(fixture, {
      name: 'test',
      handle: async () => {
        lags.push(await subscription.lag());
      },
    });
    assert.deepEqual(await subscription.lag(), { positions: 9, ageMs: 0 });
    const stop = new AbortController();
    const running = subscription.run(stop.signal);
    while ((await fixture.checkpoints.load('test')) < 9) await noPause(0, stop.signal);
    await noPause(0, stop.signal);
    assert.deepEqual(lags[0], { positions: 9, ageMs: 120_000 });
    assert.deepEqual(await subscription.lag(), { positions: 0, ageMs: 0 });
    stop.abort();
    await running;
  });
});
