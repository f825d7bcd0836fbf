import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Any fixed number: the holder of this advisory lock on the maintenance database is the server's owner. */
const lockId = 0x636f6d61;
const patienceMs = 1000;
const pauseMs = 50;

/** The one session that makes this process the server's owner. It ends with the process, however that dies. */
export interface Ownership {
  /** Resolves once the session has ended: without {@link release} only if the server did. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the ownership of the server whose maintenance database `connectionString` names; undefined if a living process
 * has it. Waits a moment for the server to notice that the last owner died.
 */
export const takeOwnership = async (connectionString: string): Promise<Ownership | undefined> => {
  const socket = new Socket();
  const client = new pg.Client({ connectionString, application_name: 'comanda owner', stream: () => socket });
  client.on('error', () => undefined);
  const lost = new Promise<void>((resolve) => {
    client.once('end', resolve);
  });
  await client.connect();
  for (let waited = 0; waited <= patienceMs; waited += pauseMs) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockId]);
    if (rows[0]?.taken === true) {
      // The server lives for the process, not the process for the server.
      socket.unref();
      const release = (): Promise<void> => {
        socket.ref();
        return client.end();
      };
      return { lost, release };
    }
    await delay(pauseMs);
  }
  await client.end();
  return undefined;
};
