import type pg from 'pg';
import { eventStoreMigrations } from '../../../../adapters/event-store/postgres/migrations.ts';
import { PostgresEventStore } from '../../../../adapters/event-store/postgres/postgres-event-store.ts';
import { migrate } from '../../../../adapters/postgres/migrate.ts';
import { createPool } from '../../../../adapters/postgres/pool.ts';
import { freshDatabase } from '../../../support/postgres.ts';

/** To the database, each is what a process is. */
export interface Instance {
  readonly store: PostgresEventStore;
  readonly pool: pg.Pool;
}

/** A log in a database of its own. */
export interface PostgresLog {
  readonly url: string;
  open(): Instance;
  /** Closes the instances that are open. */
  closeInstances(): Promise<void>;
  /** Closes them and removes the database. */
  remove(): Promise<void>;
}

export const createLog = async (): Promise<PostgresLog> => {
  const database = await freshDatabase();
  await migrate(database.url, [eventStoreMigrations]);
  const instances: Instance[] = [];
  const closeInstances = async (): Promise<void> => {
    for (const { store, pool } of instances.splice(0)) {
      await store.close();
      await pool.end();
    }
  };
  return {
    url: database.url,
    open: () => {
      const pool = createPool({ connectionString: database.url, applicationName: 'test', log: () => undefined });
      const instance = { store: new PostgresEventStore(pool), pool };
      instances.push(instance);
      return instance;
    },
    closeInstances,
    remove: async () => {
      await closeInstances();
      await database.drop();
    },
  };
};

/** One log for all tests of the current `describe`: each leaves its events, and none of its instances. */
export const useLog = (): (() => PostgresLog) => {
  let log: PostgresLog | undefined;
  before(async () => {
    log = await createLog();
  });
  afterEach(() => log?.closeInstances());
  after(() => log?.remove());
  return () => {
    if (log === undefined) throw new Error('the log is there only while tests run');
    return log;
  };
};
