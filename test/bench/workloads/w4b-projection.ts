import assert from 'node:assert/strict';
import type pg from 'pg';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { orders as orderModel } from '../../../projections/orders/table.ts';
import { readModelMigrations } from '../../../projections/read-models.ts';
import { startProjector } from '../../../projections/runner/projector.ts';
import { countRows, withBenchLog, type BenchLog } from '../bench-log.ts';
import { contest, type Contender } from '../contest.ts';
import { seedDeliveredOrders } from '../delivered-orders.ts';
import type { Workload } from '../workload.ts';

const batchSize = 1000;
const orders = 4_800;
const schema = 'read_model';

const connectionOf = (pool: pg.Pool): pg.ClientConfig => ({ connectionString: pool.options.connectionString });

/** The order list, every order's detail and its search terms, from nothing, by the projector itself. */
const rebuild = ({ pool, store }: BenchLog, events: number): Contender => ({
  concurrency: 1,
  operation: async () => {
    await pool.query(`truncate ${['checkpoints', 'orders', 'order_search'].map(ofSchema).join(', ')}`);
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const projector = startProjector({
      name: 'bench',
      connection: connectionOf(pool),
      schema,
      source: store,
      projections: [orderModel.projection()],
      batchSize,
      onApplied: ({ position }) => {
        if (position === events) finish();
      },
    });
    await finished;
    await projector.stop();
    for (const table of ['orders', 'order_search'].map(ofSchema)) {
      assert.equal(await countRows(pool, table), orders, `every order is in ${table}`);
    }
    return events;
  },
});

const ofSchema = (table: string): string => `${schema}.${table}`;

interface FloorEvent {
  readonly position: string;
  readonly stream: string;
  readonly version: number;
  readonly data: { readonly status: string; readonly at: string };
}

/** The least that a read model can be: the last status of each stream, a page of events folded, an upsert of it. */
const floorRebuild = ({ pool }: BenchLog, events: number): Contender => ({
  concurrency: 1,
  operation: async () => {
    await pool.query('truncate floor.orders');
    let seen = 0;
    for (let position = 0; ;) {
      const { rows } = await pool.query<FloorEvent>({
        name: 'floor.replay',
        text: 'select * from event_store.events where position > $1 order by position limit $2',
        values: [position, batchSize],
      });
      const last = rows.at(-1);
      if (last === undefined) break;
      seen += rows.length;
      position = Number(last.position);
      const folded = [...new Map(rows.map((row) => [row.stream, row])).values()];
      await pool.query({
        name: 'floor.project',
        text: `insert into floor.orders select * from unnest($1::text[], $2::integer[], $3::text[], $4::timestamptz[])
               on conflict (stream) do update
               set version = excluded.version, status = excluded.status, updated_at = excluded.updated_at`,
        values: [
          folded.map(({ stream }) => stream),
          folded.map(({ version }) => version),
          folded.map(({ data }) => data.status),
          folded.map(({ data }) => data.at),
        ],
      });
    }
    assert.equal(seen, events);
    assert.equal(await countRows(pool, 'floor.orders'), orders);
    return seen;
  },
});

/** Replays into read models. A round is at least one replay. */
export const w4b: Workload = {
  name: 'w4b',
  measure: ({ pace }) =>
    withBenchLog(async (log) => {
      const { pool } = log;
      await migrate(pool.options.connectionString ?? '', [readModelMigrations(schema)]);
      await pool.query(
        'create table floor.orders (stream text primary key, version integer, status text, updated_at timestamptz)',
      );
      const events = await seedDeliveredOrders(pool, orders);
      const { rates } = await contest(pace, rebuild(log, events), floorRebuild(log, events));
      return [{ workload: `W4b replay ${events} events into list and detail`, ...rates, goal: 0.7 }];
    }),
};
