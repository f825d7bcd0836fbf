import assert from 'node:assert/strict';
import pg from 'pg';
import { EventStoreUnavailableError } from '../../../../application/ports/event-store.ts';
import { createPool } from '../../../../adapters/postgres/pool.ts';
import { PostgresEventStore } from '../../../../adapters/event-store/postgres/postgres-event-store.ts';
import { follow } from '../contract/follow.ts';
import { newEvents } from '../contract/test-bed.ts';
import { useLog } from './postgres-log.ts';

const writers = 12;
const appendsEach = 25;

describe('an event store in PostgreSQL that loses its connections', () => {
  const log = useLog();

  it('keeps what it acknowledged, and its subscriptions go on', async () => {
    const { store } = log().open();
    const killer = new pg.Client({ connectionString: log().url });
    await killer.connect();
    const following = follow(
      store,
      { after: 0, batchSize: 20 },
      ({ events }) => events.length >= writers * appendsEach,
    );
    let refused = 0;
    const writeAll = async (writer: number): Promise<void> => {
      for (let version = 0; version < appendsEach; version += 1) {
        const events = newEvents(1);
        for (;;) {
          try {
            const answer = await store.append(`order-killed/${writer}`, version, events);
            assert.deepEqual({ ok: answer.ok, version: answer.version }, { ok: true, version: version + 1 });
            break;
          } catch (error) {
            assert.ok(error instanceof EventStoreUnavailableError, String(error));
            refused += 1;
          }
        }
      }
    };
    const written = new AbortController();
    const killing = (async () => {
      while (!written.signal.aborted) {
        await killer.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
        await killer.query('select pg_sleep(0.05)');
      }
    })();
    await Promise.all(Array.from({ length: writers }, (_, writer) => writeAll(writer)));
    written.abort();
    await killing;
    await killer.end();

    assert.ok(refused > 0, 'no append lost its connection');
    const { events } = await following;
    assert.deepEqual(
      events.map(({ position }) => position),
      Array.from({ length: writers * appendsEach }, (_, index) => index + 1),
    );
    for (let writer = 0; writer < writers; writer += 1) {
      const stored = await store.read(`order-killed/${writer}`);
      assert.equal(stored.length, appendsEach);
    }
  });

  it('hears of another process again by notification, not only by polling', async () => {
    const pool = createPool({ connectionString: log().url, applicationName: 'deaf', log: () => undefined });
    const slowToPoll = 60_000;
    const store = new PostgresEventStore(pool, slowToPoll);
    const other = log().open().store;
    const after = await store.head();
    const heard: (() => void)[] = [];
    const hear = (count: number) => new Promise<void>((resolve) => (heard[count] = resolve));
    const [first, second] = [hear(1), hear(2)];
    const following = follow(store, { after }, ({ events }) => {
      heard[events.length]?.();
      return events.length === 2;
    });
    await other.append('order-heard/1', 0, newEvents(1));
    await first;
    await pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'deaf' and query like 'listen%'",
    );
    await other.append('order-heard/1', 1, newEvents(1));
    await second;
    await following;
    await store.close();
    await pool.end();
  });

  it('says that it is unavailable when nobody answers', async () => {
    const pool = createPool({
      connectionString: 'postgres://x@127.0.0.1:1/x',
      applicationName: 'none',
      log: () => undefined,
    });
    const store = new PostgresEventStore(pool);
    for (const call of [
      store.ping(),
      store.head(),
      store.read('order-x/1'),
      store.append('order-x/1', 0, newEvents(1)),
    ]) {
      await assert.rejects(call, EventStoreUnavailableError);
    }
    await store.close();
    await pool.end();
  });
});
