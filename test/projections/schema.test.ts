import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { freshReadModel } from './support/database.ts';

const golden = new URL('golden/schema.txt', import.meta.url);

/** Every column, constraint and index of a schema, and the names of its migrations, one a line. */
const described = async (): Promise<string> => {
  const database = await freshReadModel('described');
  try {
    const { rows } = await database.pool.query<{ line: string }>(`
      select line from (
        select 'column ' || table_name || '.' || lpad(ordinal_position::text, 2, '0') || ' ' || column_name || ' ' || udt_name
          || case is_nullable when 'NO' then ' not null' else '' end || coalesce(' default ' || column_default, '')
          || ' ' || attstorage::text as line
        from information_schema.columns
          join pg_attribute on attrelid = format('%I.%I', table_schema, table_name)::regclass and attname = column_name
        where table_schema = 'described' and table_name not like 'migration%'
        union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'described'::regnamespace and conrelid::regclass::text not like '%migration%'
        union all select indexdef from pg_indexes where schemaname = 'described' and tablename not like 'migration%'
        union all select 'migration ' || name from described.migration
      ) lines order by line collate "C"`);
    return rows.map(({ line }) => `${line}\n`).join('');
  } finally {
    await database.drop();
  }
};

describe('the schema of the read models', () => {
  it('is, column by column and index by index, the one that databases of before have', async () => {
    const schema = await described();
    assert.equal(schema, await readFile(golden, 'utf8'));
  });
});
