import type { ClientBase, Pool } from 'pg';

/** Anything that runs a statement: a pool for a look, a transaction's client for a change. */
export type Queryable = Pick<ClientBase, 'query'>;

/** Runs `work` in a transaction, which what it throws rolls back. */
export const inTransaction = async <Result>(pool: Pool, work: (db: Queryable) => Promise<Result>): Promise<Result> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A connection that could not even roll back is closed, which rolls back too.
    await client.query('rollback').then(
      () => {
        client.release();
      },
      () => {
        client.release(true);
      },
    );
    throw error;
  }
};
