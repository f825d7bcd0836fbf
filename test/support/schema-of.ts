import type pg from 'pg';

/**
 * Everything that the engine's migrations made in a database, a line each, in order: columns with their types, indexes and
 * constraints as PostgreSQL writes them, functions with their bodies. Two databases with the same lines have the same schema.
 */
export const schemaOf = async (pool: pg.Pool): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ line: string }>(`
    with ours as (select oid, nspname from pg_namespace where nspname !~ '^(pg_|information_schema$)')
    select format('column %s.%s.%s %s%s %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  case when a.attnotnull then ' not null' else '' end, pg_get_expr(d.adbin, d.adrelid)) as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r' join ours n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where a.attnum > 0 and not a.attisdropped
    union all
    select format('index %s', i.indexdef) from pg_indexes i join ours n on n.nspname = i.schemaname
    union all
    select format('constraint %s.%s %s', n.nspname, k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join ours n on n.oid = k.connamespace
    union all
    select format('function %s.%s %s', n.nspname, p.proname, replace(pg_get_functiondef(p.oid), e'\\n', ' '))
      from pg_proc p join ours n on n.oid = p.pronamespace`);
  return rows.map(({ line }) => line.trimEnd()).sort();
};
