import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import type { SubscriptionFault } from '../../../support/eventstoredb/faults.ts';
import { countFrom, newEvents } from '../contract/store-fixture.ts';
import { useServer } from './test-server.ts';

const count = countFrom('COUNT', 4);
const resumesWithinMs = 5_000;

/** Subscriptions of the EventStoreDB adapter when the server or the way to it fails. `COUNT` faults of each kind. */
describe('EventStoreDB subscription faults', () => {
  const fixture = useServer();
  const stream = 'order-demo/1';

  /** Follows the stream in the background and lets a test wait for versions of it. */
  const startFollowing = () => {
    const events: RecordedEvent[] = [];
    const stop = new AbortController();
    let arrived = (): void => undefined;
    const done = (async () => {
      for await (const batch of fixture.store.subscribe({ after: 0, categories: ['order'], signal: stop.signal })) {
        events.push(...batch.events);
        arrived();
      }
    })();
    const until = async (version: number): Promise<void> => {
      while ((events.at(-1)?.version ?? 0) < version) await new Promise<void>((resolve) => (arrived = resolve));
    };
    const finish = async (): Promise<readonly RecordedEvent[]> => {
      stop.abort();
      await done;
      return events;
    };
    return { until, finish };
  };

  const append = async (version: number): Promise<void> => {
    const appended = await fixture.store.append(stream, version, newEvents(1));
    assert.ok(appended.ok);
  };

  const faults: { readonly name: string; readonly strike: () => Promise<void> | void }[] = [
    ...(['drop', 'end', 'freeze'] as const).map((fault: SubscriptionFault) => ({
      name: `subscription: ${fault}`,
      strike: () => {
        fixture.server.faults.onSubscriptions(fault);
      },
    })),
    {
      name: 'server: restart',
      strike: async () => {
        fixture.server.stop();
        await fixture.server.start();
      },
    },
  ];

  for (const { name, strike } of faults) {
    it(`resumes within ${resumesWithinMs} ms, once and in order (${name}, ${count} times)`, async function () {
      this.timeout((count + 2) * resumesWithinMs);
      const following = startFollowing();
      await append(0);
      await following.until(1);
      for (let round = 1; round <= count; round += 1) {
        await strike();
        await append(2 * round - 1);
        await append(2 * round);
        const struck = performance.now();
        await following.until(2 * round + 1);
        assert.ok(performance.now() - struck < resumesWithinMs, `round ${round}`);
      }
      const events = await following.finish();
      assert.deepEqual(
        events.map(({ version }) => version),
        Array.from({ length: 2 * count + 1 }, (_, index) => index + 1),
      );
    });
  }

  it('goes on after the whole server was frozen for longer than a call waits', async () => {
    const store = fixture.open({ attemptMs: 200, silenceMs: 100 });
    await store.append(stream, 0, newEvents(2));
    const stop = new AbortController();
    const seen: number[] = [];
    for await (const { events } of store.subscribe({ after: 0, signal: stop.signal })) {
      seen.push(...events.map(({ version }) => version));
      if (seen.length === 4) break;
      if (seen.length !== 2 || events.length === 0) continue;
      fixture.server.faults.freeze();
      setTimeout(() => {
        fixture.server.faults.thaw();
        void store.append(stream, 2, newEvents(2));
      }, 700);
    }
    assert.deepEqual(seen, [1, 2, 3, 4]);
  });

  it('holds the server back while nobody pulls', async () => {
    const batches = fixture.store.subscribe({ after: 0, signal: new AbortController().signal })[Symbol.asyncIterator]();
    await batches.next();
    const total = 3_000;
    for (let version = 0; version < total; version += 100) await fixture.store.append(stream, version, newEvents(100));
    assert.ok(
      fixture.server.traffic.messages < total / 2,
      `${fixture.server.traffic.messages} messages were sent ahead`,
    );
    let pulled = 0;
    while (pulled < total) {
      const next = await batches.next();
      if (next.done === true) assert.fail('the subscription ended by itself');
      pulled += next.value.events.length;
    }
    assert.equal(pulled, total);
    await batches.return?.();
  });

  it('takes no checkpoint before the events that came ahead of it', async () => {
    const total = 1_200;
    for (let version = 0; version < total; version += 4) {
      await fixture.store.append(stream, version, newEvents(4));
      await fixture.store.append('cart-demo/1', version, newEvents(4));
    }
    const stop = new AbortController();
    const versions: number[] = [];
    const options = { after: 0, categories: ['order'], batchSize: 10, signal: stop.signal } as const;
    for await (const { events, caughtUp } of fixture.store.subscribe(options)) {
      versions.push(...events.map(({ version }) => version));
      if (caughtUp) stop.abort();
      // Read slowly, so that as much lies ready as may.
      for (let sent = -1; sent !== fixture.server.traffic.messages;) {
        sent = fixture.server.traffic.messages;
        await delay(5);
      }
    }
    assert.deepEqual(
      versions,
      Array.from({ length: total }, (_, index) => index + 1),
    );
  });

  it('never delivers what the server writes for itself', async () => {
    for (let version = 0; version < 120; version += 40) await fixture.store.append(stream, version, newEvents(40));
    const system = fixture.server.log.all().filter((event) => event.stream.startsWith('$'));
    assert.ok(system.length > 2);
    const events: RecordedEvent[] = [];
    for await (const batch of fixture.store.subscribe({ after: 0, signal: new AbortController().signal })) {
      events.push(...batch.events);
      if (batch.caughtUp) break;
    }
    assert.deepEqual(
      events.map((event) => event.stream),
      Array.from({ length: 120 }, () => stream),
    );
    assert.equal(await fixture.store.head(), events.at(-1)?.position);
  });

  it('says why it had to resume', async () => {
    const troubles: string[] = [];
    const store = fixture.open({ onTrouble: (error) => troubles.push(error.message) });
    await store.append(stream, 0, newEvents(1));
    for await (const { events, position } of store.subscribe({ after: 0, signal: new AbortController().signal })) {
      if (events[0]?.version === 2) break;
      if (events.length === 0 || position === 0) continue;
      fixture.server.faults.onSubscriptions('end');
      await store.append(stream, 1, newEvents(1));
    }
    assert.deepEqual(troubles, ['the server ended a subscription']);
  });
});
