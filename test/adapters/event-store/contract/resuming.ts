import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EventStore } from '../../../../application/ports/event-store.ts';
import { count, follow, places, type Followed } from './follow.ts';
import { countFrom, newEvents, type TestFixture } from './store-fixture.ts';

const writers = 16;
const eventsEach = countFrom('CONTRACT_EVENTS', 40);
const runs = countFrom('CONTRACT_RUNS', 10);

/** Nothing missed, nothing doubled: while others write, over restarts, and however slow the reader is. */
export const resumingContract = (fixture: TestFixture): void => {
  /** Each writer appends to its own stream, in appends of 1 to 3 events, all writers at once. */
  const write = async (store: EventStore): Promise<void> => {
    const one = async (writer: number): Promise<void> => {
      for (let version = 0; version < eventsEach;) {
        const size = Math.min(1 + ((writer + version) % 3), eventsEach - version);
        const appended = await store.append(fixture.stream(`w${writer}`), version, newEvents(size));
        assert.ok(appended.ok);
        version = appended.version;
      }
    };
    await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
  };

  /** Every event once, and each stream in its own order. */
  const assertComplete = ({ events }: Pick<Followed, 'events'>): void => {
    assert.equal(events.length, writers * eventsEach);
    for (let writer = 0; writer < writers; writer += 1) {
      const stream = fixture.stream(`w${writer}`);
      assert.deepEqual(
        events.filter((event) => event.stream === stream).map(({ version }) => version),
        Array.from({ length: eventsEach }, (_, index) => index + 1),
      );
    }
  };

  describe('subscribe, without missing or doubling', () => {
    it(`delivers everything once while ${writers} writers write`, async () => {
      const after = await fixture.store.head();
      const following = follow(fixture.store, { after, batchSize: 50 }, count(writers * eventsEach));
      await write(fixture.store);
      assertComplete(await following);
    });

    it('resumes from its checkpoint on other instances while writers write', async () => {
      const after = await fixture.store.head();
      const instances = [fixture.store, await fixture.reopen(), await fixture.reopen()];
      const following = (async () => {
        const events: Followed['events'][number][] = [];
        const total = writers * eventsEach;
        for (let turn = 0, position = after; events.length < total; turn += 1) {
          const store = instances[turn % instances.length]!;
          const wanted = Math.min(1 + ((turn * 13) % 41), total - events.length);
          const part = await follow(store, { after: position, batchSize: 1 + ((turn * 7) % 23) }, count(wanted));
          events.push(...part.events);
          position = part.position;
        }
        return { events };
      })();
      await write(fixture.store);
      assertComplete(await following);
    });

    it('resumes at any point with exactly the rest', async () => {
      const after = await fixture.store.head();
      await write(fixture.store);
      const whole = await follow(fixture.store, { after }, count(writers * eventsEach));
      const again = await fixture.reopen();
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.events.length - 1), fc.integer({ min: 1, max: 60 }), async (from, batchSize) => {
          const rest = whole.events.slice(from);
          const start = from === 0 ? after : whole.events[from - 1]!.position;
          const resumed = await follow(again, { after: start, batchSize }, count(rest.length));
          assert.deepEqual(places(resumed.events), places(rest));
        }),
        { numRuns: runs },
      );
    });

    it('holds no writer up while its reader does not pull', async () => {
      const after = await fixture.store.head();
      const stop = new AbortController();
      const batches = fixture.store.subscribe({ after, batchSize: 10, signal: stop.signal })[Symbol.asyncIterator]();
      await fixture.store.append(fixture.stream('first'), 0, newEvents(1));
      const events: Followed['events'][number][] = [];
      const pull = async (): Promise<void> => {
        const next = await batches.next();
        if (next.done === true) assert.fail('the subscription ended by itself');
        assert.ok(next.value.events.length <= 10);
        events.push(...next.value.events);
      };
      while (events.length === 0) await pull();
      await write(fixture.store);
      while (events.length < 1 + writers * eventsEach) await pull();
      stop.abort();
      assert.equal((await batches.next()).done, true);
      assertComplete({ events: events.slice(1) });
    });
  });
};
