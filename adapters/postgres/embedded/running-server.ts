import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, freePort, serverLogin, serverRecord, startServer } from './cluster.ts';

const attempts = 6;
const pauseMs = 500;

/** `database` on the cluster's server that listens on `port`. */
export const connectionStringOf = (cluster: Cluster, port: number, database: string): string =>
  `postgres://${serverLogin}:${cluster.password}@127.0.0.1:${port}/${database}`;

/**
 * The port of the cluster's server, which is started if it does not run. A server whose engine was killed is found as
 * it is; one that was killed itself is started again, on `port` if given.
 */
export const ensureRunning = async (cluster: Cluster, port?: number): Promise<number> => {
  for (let attempt = 1; ; attempt++) {
    const record = await serverRecord(cluster);
    if (record !== undefined && (await answers(connectionStringOf(cluster, record.port, 'postgres'))))
      return record.port;
    const chosen = port ?? (await freePort());
    try {
      await startServer(cluster, chosen);
      return chosen;
    } catch (error) {
      // Another process was faster, or took the port, or the children of a killed server are still ending.
      if (attempt === attempts) throw error;
      await delay(pauseMs);
    }
  }
};

/** Creates `database` unless it is there. */
export const ensureDatabase = async (cluster: Cluster, port: number, database: string): Promise<void> => {
  const client = new pg.Client({ connectionString: connectionStringOf(cluster, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } catch (error) {
    if (!hasCode(error, duplicateDatabase)) throw error;
  } finally {
    await client.end();
  }
};

const answers = async (connectionString: string): Promise<boolean> => {
  for (;;) {
    const client = new pg.Client({ connectionString });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch (error) {
      if (!hasCode(error, cannotConnectNow)) return false;
      await delay(pauseMs / 10);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
};

/** The server is starting up, recovering or shutting down. */
const cannotConnectNow = ['57P03'];
const duplicateDatabase = ['42P04', '23505'];

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof pg.DatabaseError && codes.includes(error.code ?? '');
