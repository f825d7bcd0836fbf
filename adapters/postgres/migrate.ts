import { Kysely, Migrator, PostgresDialect, type Migration } from 'kysely';
import { createPool } from './pool.ts';

/** What one owner of tables brings: its schema, and its migrations in the order of their names. */
export interface SchemaMigrations {
  /** Made if missing. It also holds the history of these migrations, so owners do not depend on each other's. */
  readonly schema: string;
  readonly migrations: Readonly<Record<string, Migration>>;
}

/**
 * Brings the owners' schemas up to date, one owner after the other, each in one transaction and under a lock: of
 * several processes that start at once, one does it and the rest wait and find it done.
 * @throws what the migration threw; its owner's schema is as before then.
 */
export const migrate = async (connectionString: string, owners: readonly SchemaMigrations[]): Promise<void> => {
  // Of its own: a migration may take longer than any statement of the engine.
  const pool = createPool({
    connectionString,
    applicationName: 'comanda migrate',
    log: () => undefined,
    statementTimeoutMs: 0,
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    for (const { schema, migrations } of owners) {
      const migrator = new Migrator({
        db,
        provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
        migrationTableSchema: schema,
        migrationTableName: 'migration',
        migrationLockTableName: 'migration_lock',
      });
      const { error } = await migrator.migrateToLatest();
      if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
    }
  } finally {
    await db.destroy();
  }
};
