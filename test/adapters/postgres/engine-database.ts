import type pg from 'pg';
import { engineMigrations } from '../../../adapters/postgres/engine-migrations.ts';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createPool } from '../../../adapters/postgres/pool.ts';
import { freshDatabase } from '../../support/postgres.ts';

/** A database with the engine's tables for the tests of the current `describe`, and a pool on it. */
export const useEngineDatabase = (): (() => pg.Pool) => {
  let pool: pg.Pool | undefined;
  let drop: (() => Promise<void>) | undefined;
  before(async () => {
    const database = await freshDatabase();
    drop = () => database.drop();
    await migrate(database.url, [engineMigrations]);
    pool = createPool({ connectionString: database.url, applicationName: 'test', log: () => undefined });
  });
  after(async () => {
    await pool?.end();
    await drop?.();
  });
  return () => {
    if (pool === undefined) throw new Error('the database is there only while tests run');
    return pool;
  };
};
