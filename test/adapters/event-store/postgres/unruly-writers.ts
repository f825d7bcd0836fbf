import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { seededRandom } from '../../../support/random.ts';

export interface UnrulyWriters {
  readonly pool: pg.Pool;
  readonly seed: number;
  readonly writers: number;
  readonly transactionsEach: number;
  /** Writes one event inside a transaction that is open; answers its id. */
  readonly write: (client: pg.PoolClient, writer: number, turn: number) => Promise<string>;
}

const longestPauseMs = 6;
const rollbackShare = 0.2;

/**
 * Transactions that take their time between writing and ending, and often roll back: they commit in another order than
 * they took their numbers in. Answers the ids that were committed.
 */
export const runUnrulyWriters = async (load: UnrulyWriters): Promise<ReadonlySet<string>> => {
  const random = seededRandom(load.seed);
  const committed = new Set<string>();
  const run = async (writer: number): Promise<void> => {
    for (let turn = 0; turn < load.transactionsEach; turn += 1) {
      const client = await load.pool.connect();
      try {
        await client.query('begin');
        const id = await load.write(client, writer, turn);
        await delay(random() * longestPauseMs);
        const keep = random() >= rollbackShare;
        await client.query(keep ? 'commit' : 'rollback');
        if (keep) committed.add(id);
      } finally {
        client.release();
      }
    }
  };
  await Promise.all(Array.from({ length: load.writers }, (_, writer) => run(writer)));
  return committed;
};
