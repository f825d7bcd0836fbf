import assert from 'node:assert/strict';
import { caughtUpAt, count, follow, places } from './follow.ts';
import { newEvents, type TestFixture } from './store-fixture.ts';

/** What a subscription delivers while it runs. */
export const followingContract = (fixture: TestFixture): void => {
  describe('subscribe', () => {
    it('delivers from the beginning, from the middle and from the head', async () => {
      const head = await fixture.store.head();
      await fixture.store.append(fixture.stream('a'), 0, newEvents(2));
      const middle = await fixture.store.append(fixture.stream('b'), 0, newEvents(1));
      await fixture.store.append(fixture.stream('a'), 2, newEvents(2));
      assert.ok(middle.ok);
      const [a, b] = [fixture.stream('a'), fixture.stream('b')];

      const all = await follow(fixture.store, { after: head }, count(5));
      assert.deepEqual(places(all.events), [`${a}@1`, `${a}@2`, `${b}@1`, `${a}@3`, `${a}@4`]);
      const later = await follow(fixture.store, { after: middle.position }, count(2));
      assert.deepEqual(places(later.events), [`${a}@3`, `${a}@4`]);
      const end = await fixture.store.head();
      const live = follow(fixture.store, { after: end }, count(1));
      await fixture.store.append(fixture.stream('b'), 1, newEvents(1));
      assert.deepEqual(places((await live).events), [`${b}@2`]);
      const fromZero = await follow(fixture.store, { after: 0 }, caughtUpAt(end));
      assert.deepEqual(fromZero.events.filter(({ stream }) => stream === a || stream === b).length, 6);
    });

    it('delivers events as a read gives them', async () => {
      const head = await fixture.store.head();
      await fixture.store.append(fixture.stream(), 0, newEvents(3));
      const { events } = await follow(fixture.store, { after: head }, count(3));
      assert.deepEqual(events, await fixture.store.read(fixture.stream()));
    });

    it('says that it is caught up at the end only, also of an empty rest', async () => {
      const head = await fixture.store.head();
      const appended = await fixture.store.append(fixture.stream(), 0, newEvents(25));
      assert.ok(appended.ok);
      const reached = await follow(fixture.store, { after: head, batchSize: 10 }, caughtUpAt(appended.position));
      assert.equal(reached.events.length, 25);
      assert.equal(reached.position, appended.position);
      const early = reached.batches.filter((batch) => batch.caughtUp && batch.position < appended.position);
      assert.deepEqual(early, []);
      const nothing = await follow(fixture.store, { after: appended.position }, caughtUpAt(appended.position));
      assert.deepEqual(nothing.events, []);
    });

    it('keeps to the size of a batch', async () => {
      const head = await fixture.store.head();
      await fixture.store.append(fixture.stream(), 0, newEvents(25));
      const { batches } = await follow(fixture.store, { after: head, batchSize: 4 }, count(25));
      assert.ok(batches.every(({ events }) => events.length <= 4));
    });

    it('delivers only the categories asked for, and its position passes over the rest', async () => {
      const after = await fixture.store.head();
      await fixture.store.append(fixture.stream('1', 'return'), 0, newEvents(1));
      const filtered = await fixture.store.append(fixture.stream('1', 'cart'), 0, newEvents(100));
      await fixture.store.append(fixture.stream('1', 'order'), 0, newEvents(2));
      const last = await fixture.store.append(fixture.stream('1', 'cart'), 100, newEvents(3));
      assert.ok(filtered.ok && last.ok);

      const both = await follow(fixture.store, { after, categories: ['return', 'order'] }, caughtUpAt(last.position));
      const [returned, ordered] = [fixture.stream('1', 'return'), fixture.stream('1', 'order')];
      assert.deepEqual(places(both.events), [`${returned}@1`, `${ordered}@1`, `${ordered}@2`]);
      const none = await follow(
        fixture.store,
        { after: both.events[2]!.position, categories: ['return'] },
        caughtUpAt(last.position),
      );
      assert.deepEqual(none.events, []);
    });

    it('moves its position over events of other categories that come while it waits', async () => {
      const after = await fixture.store.head();
      let written = Number.POSITIVE_INFINITY;
      let waiting = (): void => undefined;
      const atEnd = new Promise<void>((resolve) => {
        waiting = resolve;
      });
      const live = follow(fixture.store, { after, categories: ['return'] }, ({ batches, position }) => {
        if (batches.at(-1)?.caughtUp === true) waiting();
        return position >= written;
      });
      await atEnd;
      const appended = await fixture.store.append(fixture.stream('1', 'cart'), 0, newEvents(40));
      assert.ok(appended.ok);
      written = appended.position;
      assert.deepEqual((await live).events, []);
    });

    it('serves several subscribers at once, each at its own pace', async () => {
      const after = await fixture.store.head();
      const early = [4, 7, 500].map((batchSize) => follow(fixture.store, { after, batchSize }, count(60)));
      for (let version = 0; version < 60; version += 5)
        await fixture.store.append(fixture.stream(), version, newEvents(5));
      const late = follow(fixture.store, { after }, count(60));
      const wanted = Array.from({ length: 60 }, (_, index) => `${fixture.stream()}@${index + 1}`);
      for (const followed of await Promise.all([...early, late])) assert.deepEqual(places(followed.events), wanted);
    });

    it('ends when it is aborted: before it starts, while it waits, and after the batch in hand', async () => {
      const after = await fixture.store.head();
      for await (const batch of fixture.store.subscribe({ after, signal: AbortSignal.abort() }))
        assert.fail(String(batch.position));

      const idle = new AbortController();
      for await (const batch of fixture.store.subscribe({ after, signal: idle.signal })) {
        if (batch.caughtUp)
          setImmediate(() => {
            idle.abort();
          });
      }

      await fixture.store.append(fixture.stream(), 0, newEvents(10));
      const busy = new AbortController();
      let batches = 0;
      for await (const batch of fixture.store.subscribe({ after, batchSize: 2, signal: busy.signal })) {
        if (batch.events.length === 0) continue;
        batches += 1;
        busy.abort();
      }
      assert.equal(batches, 1);
    });

    it('lets go when its reader leaves the loop', async () => {
      const after = await fixture.store.head();
      await fixture.store.append(fixture.stream(), 0, newEvents(3));
      for await (const batch of fixture.store.subscribe({ after, signal: new AbortController().signal })) {
        if (batch.events.length > 0) break;
      }
      await fixture.store.close();
    });
  });
};
