import { sql, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { dialectOver, PreparedConnection } from './prepared-connection.ts';
import { readModelOver, type ReadModel } from './read-model.ts';

/** Describes a connection of a projector's own: what it locks is held as long as the connection lives, and no longer. */
export interface Session {
  /** For reading: sees what was transacted before. */
  readonly readModel: ReadModel;
  /** Is aborted when the connection is gone. */
  readonly lost: AbortSignal;
  /** Checks whether this session is, from now on, the only one with this lock in the database. */
  tryLock(name: string): Promise<boolean>;
  /** Executes all statements or none, in one round trip. */
  transact(statements: readonly CompiledQuery[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Commits of the session do not wait for the disk: rows and checkpoint are lost together, and the log gives them again.
 * @throws the driver's error if the server cannot be reached
 */
export const openSession = async (connection: pg.ClientConfig, schema: string): Promise<Session> => {
  const client = new pg.Client({ ...connection, pipeline: true });
  const lost = new AbortController();
  client.on('error', (error) => {
    lost.abort(error);
  });
  await client.connect();
  await client.query('set synchronous_commit = off');
  const prepared = new PreparedConnection(client);
  const readModel = readModelOver(dialectOver(prepared), schema);
  return {
    readModel,
    lost: lost.signal,
    tryLock: async (name) => {
      const { rows } = await sql<{ locked: boolean }>`
        select pg_try_advisory_lock(hashtextextended(${name}, 0)) as locked`.execute(readModel.db);
      return rows[0]?.locked ?? false;
    },
    transact: (statements) => prepared.transact(statements),
    close: () => client.end(),
  };
};
