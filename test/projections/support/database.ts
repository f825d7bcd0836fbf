import type pg from 'pg';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createPool } from '../../../adapters/postgres/pool.ts';
import { allProjections, readModelMigrations } from '../../../projections/read-models.ts';
import { openReadModel, type ReadModel } from '../../../projections/runner/read-model.ts';
import { dumpOf } from '../../support/dump.ts';
import { freshDatabase } from '../../support/postgres.ts';

/** Empty read models in a database of their own. */
export interface TestReadModel {
  readonly connection: pg.ClientConfig;
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly readModel: ReadModel;
  /** Empty tables again, as before the first event. */
  clear(): Promise<void>;
  dump(): Promise<Readonly<Record<string, string>>>;
  drop(): Promise<void>;
}

/** All projections, under the policy of the tests. */
export const projections = allProjections(() => ({ abandonedCartHours: 24, paymentTimeoutMinutes: 60 }));

const tables = ['checkpoints', ...projections.flatMap((projection) => projection.tables)];

export const freshReadModel = async (schema = 'read_model'): Promise<TestReadModel> => {
  const database = await freshDatabase();
  await migrate(database.url, [readModelMigrations(schema)]);
  const pool = createPool({ connectionString: database.url, applicationName: 'test', log: () => undefined });
  return {
    connection: { connectionString: database.url },
    pool,
    schema,
    readModel: openReadModel(pool, schema),
    clear: async () => {
      await pool.query(`truncate ${tables.map((table) => `"${schema}".${table}`).join(', ')}`);
    },
    dump: () => dumpOf(pool, schema),
    drop: async () => {
      await pool.end();
      await database.drop();
    },
  };
};
