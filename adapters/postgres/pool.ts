import pg from 'pg';

export interface PoolOptions {
  readonly connectionString: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Takes one line of text for people. */
  readonly log: (line: string) => void;
  /** Most connections at once; 10 by default. */
  readonly max?: number;
  /** A statement that takes longer is cancelled; 30 s by default. */
  readonly statementTimeoutMs?: number;
}

const connectTimeoutMs = 5_000;
const idleTimeoutMs = 30_000;

/** A pool that outlives its connections: one that breaks is logged and replaced when next needed. */
export const createPool = (options: PoolOptions): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: options.applicationName,
    max: options.max ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    keepAlive: true,
  });
  pool.on('error', (error) => {
    if (!pool.ending) options.log(`PostgreSQL ended a connection: ${error.message}`);
  });
  // Listen always: a connection may break before its taker listens, and an error without a listener ends the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
};
