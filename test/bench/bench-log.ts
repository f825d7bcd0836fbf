import assert from 'node:assert/strict';
import type pg from 'pg';
import { eventStoreMigrations } from '../../adapters/event-store/postgres/migrations.ts';
import { PostgresEventStore } from '../../adapters/event-store/postgres/postgres-event-store.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { createPool } from '../../adapters/postgres/pool.ts';
import { freshDatabase } from '../support/postgres.ts';
import { createFloorTables } from './floor.ts';

/** The contenders' database: our log, and the floor's tables beside it. */
export interface BenchLog {
  readonly pool: pg.Pool;
  readonly store: PostgresEventStore;
}

/** Gives `work` a log of its own, and checks afterwards that the log is whole. */
export const withBenchLog = async <T>(work: (log: BenchLog) => Promise<T>): Promise<T> => {
  const database = await freshDatabase();
  await migrate(database.url, [eventStoreMigrations]);
  const pool = createPool({ connectionString: database.url, applicationName: 'bench', log: console.error, max: 10 });
  const store = new PostgresEventStore(pool);
  try {
    await checkDurability(pool);
    await createFloorTables(pool);
    const result = await work({ pool, store });
    await checkWhole(pool);
    return result;
  } finally {
    await store.close();
    await pool.end();
    await database.drop();
  }
};

const checkDurability = async (pool: pg.Pool): Promise<void> => {
  for (const setting of ['synchronous_commit', 'fsync']) {
    const { rows } = await pool.query<Record<string, string>>(`show ${setting}`);
    assert.equal(rows[0]?.[setting], 'on', `${setting} must be on`);
  }
};

/** Positions and each stream's versions count from 1 without gaps. */
const checkWhole = async (pool: pg.Pool): Promise<void> => {
  const { rows: gaps } = await pool.query(
    'select count(*) as n from event_store.events having count(*) <> max(position)',
  );
  assert.deepEqual(gaps, [], 'positions have gaps');
  const { rows: torn } = await pool.query(
    'select stream from event_store.events group by stream having count(*) <> max(version) limit 1',
  );
  assert.deepEqual(torn, [], 'a stream has gaps');
};

/** The number of rows in a table. */
export const countRows = async (pool: pg.Pool, table: string): Promise<number> => {
  const { rows } = await pool.query<{ n: string }>(`select count(*) as n from ${table}`);
  return Number(rows[0]?.n);
};
