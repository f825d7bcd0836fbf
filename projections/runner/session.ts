import pg from 'pg';
import { sql } from 'kysely';
import { openReadModel, type ReadModel } from '../tables.ts';

/** A connection of a projector's own: what it locks is held as long as the connection lives, and no longer. */
export interface Session {
  readonly readModel: ReadModel;
  /** Aborted when the connection is gone. */
  readonly lost: AbortSignal;
  /** Whether this session is, from now on, the only one with this lock in the database. */
  tryLock(name: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Commits of the session do not wait for the disk: rows and checkpoint are lost together, and the log gives them again.
 * @throws the driver's error if the server cannot be reached
 */
export const openSession = async (connection: pg.ClientConfig, schema: string): Promise<Session> => {
  const client = new pg.Client(connection);
  const lost = new AbortController();
  client.on('error', (error) => {
    lost.abort(error);
  });
  await client.connect();
  await client.query('set synchronous_commit = off');
  const readModel = openReadModel(poolOf(client), schema);
  return {
    readModel,
    lost: lost.signal,
    tryLock: async (name) => {
      const { rows } = await sql<{ locked: boolean }>`
        select pg_try_advisory_lock(hashtextextended(${name}, 0)) as locked`.execute(readModel.db);
      return rows[0]?.locked ?? false;
    },
    close: () => client.end(),
  };
};

/** A pool that is always this one connection. */
const poolOf = (client: pg.Client): Parameters<typeof openReadModel>[0] => {
  const pooled = Object.assign(client, { release: () => undefined });
  return { connect: () => Promise.resolve(pooled), end: () => client.end() };
};
