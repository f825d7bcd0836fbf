import assert from 'node:assert/strict';
import pg from 'pg';
import { PostgresEventStore } from '../../../../adapters/event-store/postgres/postgres-event-store.ts';
import { createPool } from '../../../../adapters/postgres/pool.ts';
import { EventStoreUnavailableError } from '../../../../application/ports/event-store.ts';
import type { StreamName } from '../../../../domain/shared/stream.ts';
import { follow } from '../contract/follow.ts';
import { newEvents } from '../contract/store-fixture.ts';
import { useLog } from './postgres-log.ts';

const writers = 12;
const appendsEach = 25;
/** Appends that must lose their connection before the writers may stop. */
const wantedLosses = 20;

const endAllOthers = `
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()`;

describe('an event store in PostgreSQL that loses its connections', () => {
  const log = useLog();

  it('keeps what it acknowledged, and its subscriptions go on', async () => {
    const { store } = log().open();
    const last: StreamName = 'order-killed/last';
    const following = follow(store, { after: 0, batchSize: 20 }, ({ events }) => events.at(-1)?.stream === last);
    let lost = 0;
    const write = async (stream: StreamName, version: number): Promise<void> => {
      const events = newEvents(1);
      for (;;) {
        try {
          const answer = await store.append(stream, version, events);
          assert.deepEqual({ ok: answer.ok, version: answer.version }, { ok: true, version: version + 1 });
          return;
        } catch (error) {
          assert.ok(error instanceof EventStoreUnavailableError, String(error));
          lost += 1;
        }
      }
    };
    const versions = new Map<StreamName, number>();
    const writeMany = async (stream: StreamName): Promise<void> => {
      for (let version = 0; version < appendsEach || lost < wantedLosses; version += 1) {
        await write(stream, version);
        versions.set(stream, version + 1);
      }
    };

    const killer = new pg.Client({ connectionString: log().url });
    await killer.connect();
    const written = new AbortController();
    const killing = (async () => {
      while (!written.signal.aborted) {
        await killer.query(endAllOthers);
        await killer.query('select pg_sleep(0.03)');
      }
    })();
    await Promise.all(Array.from({ length: writers }, (_, writer) => writeMany(`order-killed/${writer}`)));
    written.abort();
    await killing;
    await killer.end();
    await write(last, 0);

    const { events } = await following;
    assert.deepEqual(
      events.map(({ position }) => position),
      events.map((_, index) => index + 1),
    );
    const acknowledged = [...versions.values()].reduce((a, b) => a + b, 1);
    assert.equal(events.length, acknowledged);
    for (const [stream, version] of versions) {
      const stored = await store.read(stream);
      assert.equal(stored.length, version);
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
    const nowhere = 'postgres://x@127.0.0.1:1/x';
    const pool = createPool({ connectionString: nowhere, applicationName: 'none', log: () => undefined });
    const store = new PostgresEventStore(pool);
    const append = store.append('order-x/1', 0, newEvents(1));
    const answers = await Promise.allSettled([store.ping(), store.head(), store.read('order-x/1'), append]);
    for (const answer of answers) {
      assert.ok(answer.status === 'rejected' && answer.reason instanceof EventStoreUnavailableError);
    }
    await store.close();
    await pool.end();
  });
});
