import type pg from 'pg';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createPool } from '../../../adapters/postgres/pool.ts';
import { sandboxMigrations } from '../../../adapters/sandbox/migrations.ts';
import { freshDatabase } from '../../support/postgres.ts';

export interface SandboxDatabase {
  readonly pool: pg.Pool;
  drop(): Promise<void>;
}

/** A database of its own with the sandbox's tables. */
export const sandboxDatabase = async (): Promise<SandboxDatabase> => {
  const database = await freshDatabase();
  await migrate(database.url, [{ schema: 'sandbox', migrations: sandboxMigrations }]);
  const pool = createPool({ connectionString: database.url, applicationName: 'test', log: () => undefined });
  return {
    pool,
    drop: async () => {
      await pool.end();
      await database.drop();
    },
  };
};
