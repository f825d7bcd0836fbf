import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../../application/ports/event-store.ts';
import { countFrom, newEvents } from '../contract/store-fixture.ts';
import { useServer } from './test-server.ts';

const count = countFrom('COUNT', 4);

/** Appends and reads of the EventStoreDB adapter when answers get lost. `COUNT` restarts. */
describe('EventStoreDB append faults', () => {
  const fixture = useServer();

  it('knows the outcome of an append whose answer was lost', async () => {
    await fixture.store.append('order-demo/1', 0, newEvents(1));
    const events = newEvents(2);
    fixture.server.faults.loseAnswers(2);
    const appended = await fixture.store.append('order-demo/1', 1, events);
    const stored = await fixture.store.read('order-demo/1');
    assert.deepEqual(appended, { ok: true, version: 3, position: stored[2]?.position });
    assert.deepEqual(
      stored.slice(1).map(({ id }) => id),
      events.map(({ id }) => id),
    );
  });

  it('knows the outcome of appends to a server that froze in the middle', async () => {
    const store = fixture.open({ attemptMs: 200 });
    await store.append('order-demo/1', 0, newEvents(1));
    fixture.server.faults.freeze();
    const appends = Array.from({ length: 8 }, (_, n) => store.append(`cart-demo/${n}`, 0, newEvents(1)));
    setTimeout(() => {
      fixture.server.faults.thaw();
    }, 500);
    for (const answer of await Promise.all(appends)) assert.deepEqual(answer.ok && answer.version, 1);
    for (let n = 0; n < 8; n += 1) assert.equal(fixture.server.log.stream(`cart-demo/${n}`).length, 1);
  });

  it('takes another connection when one goes dead without a word', async () => {
    const store = fixture.open({ attemptMs: 200, silenceMs: 100 });
    await store.append('order-demo/1', 0, newEvents(1));
    fixture.server.faults.strand();
    assert.equal((await store.append('order-demo/1', 1, newEvents(1))).ok, true);
    fixture.server.faults.strand();
    assert.equal((await store.read('order-demo/1')).length, 2);
    const versions: number[] = [];
    for await (const { events } of store.subscribe({ after: 0, signal: new AbortController().signal })) {
      versions.push(...events.map(({ version }) => version));
      if (versions.length === 3) break;
      if (versions.length !== 2 || events.length === 0) continue;
      fixture.server.faults.strand();
      await store.append('order-demo/1', 2, newEvents(1));
    }
    assert.deepEqual(versions, [1, 2, 3]);
  });

  it(`appends everything once while the server restarts ${count} times`, async function () {
    this.timeout(10_000 + count * 5_000);
    let restarting = true;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      let version = 0;
      while (restarting) {
        const answer = await fixture.store.append(`order-demo/${writer}`, version, newEvents(2));
        version += 2;
        assert.deepEqual(answer.ok && answer.version, version);
      }
      return version;
    });
    for (let round = 0; round < count; round += 1) {
      const before = fixture.server.log.all().length;
      while (fixture.server.log.all().length < before + 20)
        await fixture.server.log.nextWrite(new AbortController().signal);
      fixture.server.stop();
      await fixture.server.start();
    }
    restarting = false;
    const versions = await Promise.all(writers);
    assert.deepEqual(
      versions,
      versions.map((_, writer) => fixture.server.log.stream(`order-demo/${writer}`).length),
    );
  });

  it('leaves the appends of another store alone when one loses its connection', async () => {
    const other = fixture.open();
    await Promise.all([fixture.store.ping(), other.append('cart-demo/0', 0, newEvents(1))]);
    const appends = Array.from({ length: 50 }, (_, n) => other.append(`order-demo/${n}`, 0, newEvents(1)));
    await fixture.store.close();
    for (const answer of await Promise.all(appends)) assert.equal(answer.ok, true);
  });

  it('says that the store is unavailable when it stays away', async () => {
    const store = fixture.open({ attemptMs: 100, giveUpMs: 300 });
    fixture.server.stop();
    await assert.rejects(store.append('order-demo/1', 0, newEvents(1)), EventStoreUnavailableError);
    await assert.rejects(store.read('order-demo/1'), EventStoreUnavailableError);
    await assert.rejects(store.ping(), EventStoreUnavailableError);
    await fixture.server.start();
    await store.ping();
  });

  it('finds the server by gossip, also one that is not there at first', async () => {
    const store = fixture.open({ url: fixture.server.discoveryUrl });
    fixture.server.stop();
    const appending = store.append('order-demo/1', 0, newEvents(1));
    await fixture.server.start();
    assert.equal((await appending).ok, true);
    const impatient = fixture.open({ url: fixture.server.discoveryUrl, giveUpMs: 100 });
    fixture.server.stop();
    await assert.rejects(impatient.read('order-demo/1'), EventStoreUnavailableError);
    await fixture.server.start();
    assert.equal((await impatient.read('order-demo/1')).length, 1);
  });

  it('refuses work after it was closed', async () => {
    await fixture.store.close();
    await assert.rejects(fixture.store.append('order-demo/1', 0, newEvents(1)), EventStoreUnavailableError);
    await assert.rejects(fixture.store.head(), EventStoreUnavailableError);
  });
});
