import type pg from 'pg';

/** How many statements went through the pool, one a connection taken, while `work` was done. */
export const countStatements = async (pool: pg.Pool, work: () => Promise<unknown>): Promise<number> => {
  let statements = 0;
  const count = (): void => {
    statements += 1;
  };
  pool.on('acquire', count);
  try {
    await work();
  } finally {
    pool.off('acquire', count);
  }
  return statements;
};
