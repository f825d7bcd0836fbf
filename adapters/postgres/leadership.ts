import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface LeadershipOptions {
  readonly connectionString: string;
  /** What is led: of all processes with one name and database, one leads at a time. */
  readonly name: string;
  /** Takes one line of text for people. */
  readonly log: (line: string) => void;
  /** How often a process that waits looks whether the leader is gone; 500 by default. */
  readonly lookEveryMs?: number;
}

/**
 * Runs `work` while this process is the leader, and again whenever it becomes so, until `signal` aborts. Leadership is a
 * lock of a connection: it ends with the process, however that dies, and `work` is aborted if the connection is lost.
 * @throws what `work` throws by itself
 */
export const whileLeader = async (
  options: LeadershipOptions,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const lookEveryMs = options.lookEveryMs ?? 500;
  while (!signal.aborted) {
    const lock = await takeLock(options).catch((error: unknown) => {
      options.log(`${options.name} cannot look who leads: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    });
    if (lock === undefined) {
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
      continue;
    }
    try {
      await work(AbortSignal.any([signal, lock.lost]));
    } finally {
      await lock.release();
    }
  }
};

interface Lock {
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** undefined if another process has it. */
const takeLock = async ({ connectionString, name }: LeadershipOptions): Promise<Lock | undefined> => {
  const client = new pg.Client({ connectionString, application_name: `comanda leader ${name}`, keepAlive: true });
  const lost = new AbortController();
  client.on('error', (error) => {
    lost.abort(error);
  });
  await client.connect();
  const release = (): Promise<void> => client.end().catch(() => undefined);
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      [`leader of ${name}`],
    );
    if (rows[0]?.taken === true) return { lost: lost.signal, release };
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return undefined;
};
