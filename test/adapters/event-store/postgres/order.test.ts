import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { runSeed } from '../../../support/random.ts';
import { follow } from '../contract/follow.ts';
import { newEvent } from '../contract/store-fixture.ts';
import { createPool } from '../../../../adapters/postgres/pool.ts';
import { useLog } from './postgres-log.ts';
import { runUnrulyWriters } from './unruly-writers.ts';

const load = { seed: runSeed, writers: 8, transactionsEach: 25 };

/** One event by the log's own statement, inside whatever transaction the client has open. */
const appendByHand = `select * from event_store.append(
  array[$1], array[0], array[1], array[1], array[1], array[$2::uuid], array['Tested'], array['{}'::json], array['{}'::json])`;

describe('the order of a log in PostgreSQL', () => {
  const log = useLog();
  const withPool = async <T>(work: (pool: ReturnType<typeof createPool>) => Promise<T>): Promise<T> => {
    const pool = createPool({ connectionString: log().url, applicationName: 'writers', log: () => undefined, max: 12 });
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  };

  it('is lost by a reader of positions that a sequence gave: the load below is hard enough', async () => {
    await withPool(async (pool) => {
      await pool.query('create table naive (position bigserial primary key, id uuid not null)');
      const seen = new Set<string>();
      let position = 0;
      const read = async (): Promise<void> => {
        const { rows } = await pool.query<{ position: string; id: string }>(
          'select position, id from naive where position > $1 order by position',
          [position],
        );
        for (const row of rows) {
          seen.add(row.id);
          position = Number(row.position);
        }
      };
      const written = new AbortController();
      const reading = (async () => {
        while (!written.signal.aborted) await read();
        await read();
      })();
      const committed = await runUnrulyWriters({
        ...load,
        pool,
        write: async (client) => {
          const id = randomUUID();
          await client.query('insert into naive (id) values ($1)', [id]);
          return id;
        },
      });
      written.abort();
      await reading;
      assert.ok(seen.size < committed.size, `nothing was lost (seed ${load.seed})`);
    });
  });

  it('is kept for every subscriber, whatever writers do', async () => {
    const { store } = log().open();
    const after = await store.head();
    await withPool(async (pool) => {
      const last = 'cart-unruly/last';
      const following = Array.from({ length: 4 }, (_, n) =>
        follow(log().open().store, { after, batchSize: 1 + n * 7 }, ({ events }) => events.at(-1)?.stream === last),
      );
      const run = runUnrulyWriters({
        ...load,
        pool,
        write: async (client, writer, turn) => {
          const id = randomUUID();
          await client.query(appendByHand, [`order-unruly/${writer}-${turn}`, id]);
          return id;
        },
      });
      const beside = Array.from({ length: 50 }, (_, n) => ({ stream: `cart-unruly/${n}` as const, event: newEvent() }));
      for (const { stream, event } of beside) await store.append(stream, 0, [event]);
      const committed = new Set([...(await run), ...beside.map(({ event }) => event.id)]);

      const end = await store.append(last, 0, [newEvent()]);
      assert.ok(end.ok);
      assert.equal(end.position, after + committed.size + 1, `rollbacks leave no gaps (seed ${load.seed})`);
      for (const { events } of await Promise.all(following)) {
        assert.deepEqual(
          events.map(({ position }) => position),
          Array.from({ length: committed.size + 1 }, (_, index) => after + index + 1),
        );
        assert.deepEqual(new Set(events.slice(0, -1).map(({ id }) => id)), committed, `seed ${load.seed}`);
      }
    });
  });
});
