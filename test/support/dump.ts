import { createHash } from 'node:crypto';
import type pg from 'pg';

/** Bookkeeping of the migrations: it has wall-clock times in it. */
const bookkeeping = ['migration', 'migration_lock'];

/** Every table of a schema, in the order of their names, with the SHA-256 of its rows as ordered text. */
export const dumpOf = async (
  pool: pg.Pool,
  schema: string,
  { except = [] }: { readonly except?: readonly string[] } = {},
): Promise<Readonly<Record<string, string>>> => {
  const tables = await pool.query<{ name: string }>(
    'select table_name as name from information_schema.tables where table_schema = $1 order by 1',
    [schema],
  );
  const dump: Record<string, string> = {};
  for (const { name } of tables.rows) {
    if (bookkeeping.includes(name) || except.includes(name)) continue;
    dump[name] = await digestOf(pool, `"${schema}"."${name}"`);
  }
  return dump;
};

const digestOf = async (pool: pg.Pool, table: string): Promise<string> => {
  const { rows } = await pool.query<{ row: string }>(
    `select t::text as row from ${table} t order by t::text collate "C"`,
  );
  const hash = createHash('sha256');
  for (const { row } of rows) hash.update(`${row}\n`);
  return hash.digest('hex');
};
