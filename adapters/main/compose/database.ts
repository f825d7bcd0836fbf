import type pg from 'pg';
import type { Logger } from 'pino';
import { readModelMigrations } from '../../../projections/read-models.ts';
import { eventStoreMigrations } from '../../event-store/postgres/migrations.ts';
import { joinOrStart, startEmbeddedPostgres } from '../../postgres/embedded.ts';
import { engineMigrations } from '../../postgres/engine-migrations.ts';
import { migrate } from '../../postgres/migrate.ts';
import { createPool } from '../../postgres/pool.ts';
import { sandboxMigrations } from '../../sandbox/migrations.ts';
import type { Config } from '../config/config.ts';
import type { Closing } from './closing.ts';

/** Names the schema of the live read models. */
export const readModelSchema = 'read_model';

/** Holds how the database is reached. */
export interface Database {
  /** Is secret. */
  readonly url: string;
  readonly pool: pg.Pool;
}

/** Says whether this process must own the embedded server, or may share that of an engine that runs. */
export type Tenancy = 'own' | 'share';

/** Opens the database of `DATABASE_URL`, or the embedded one of `DATA_DIR`, and brings its schemas up to date. */
export const openDatabase = async (
  config: Config,
  logger: Logger,
  closing: Closing,
  role: string,
  tenancy: Tenancy,
): Promise<Database> => {
  const log = (line: string): void => {
    logger.info(line);
  };
  const url = config.DATABASE_URL ?? (await startServer(config.DATA_DIR, log, closing, tenancy));
  await migrateAll(url);
  const pool = createPool({
    connectionString: url,
    applicationName: `comanda ${role}`,
    log,
    max: config.DATABASE_POOL_SIZE,
  });
  closing.add(() => pool.end());
  return { url, pool };
};

const startServer = async (
  dataDir: string,
  log: (line: string) => void,
  closing: Closing,
  tenancy: Tenancy,
): Promise<string> => {
  log(`starting PostgreSQL on the data in ${dataDir}`);
  const start = tenancy === 'own' ? startEmbeddedPostgres : joinOrStart;
  const server = await start({ dataDir, log });
  closing.add(() => server.stop());
  return server.connectionString;
};

/** Creates every owner's tables. Safe to run by several processes at once. */
export const migrateAll = (url: string): Promise<void> =>
  migrate(url, [
    eventStoreMigrations,
    engineMigrations,
    readModelMigrations(readModelSchema),
    { schema: 'sandbox', migrations: sandboxMigrations },
  ]);
