import { sql, type CompiledQuery, type RawBuilder } from 'kysely';
import type { StreamRef } from './projection.ts';
import type { ReadModel } from './read-model.ts';

/** Says where rows go. */
export interface Target extends ReadModel {
  readonly table: string;
}

type Row = Readonly<Record<string, unknown>>;

/** Gives one statement that writes all rows (none for no rows), over those with the same key; their keys are distinct. */
export const upsertRows = (
  target: Target,
  key: readonly string[],
  columns: readonly string[],
  rows: readonly Row[],
): readonly CompiledQuery[] => {
  if (rows.length === 0) return [];
  const statement = sql`${inserted(target, columns, rows)} ${overwriting(key, columns)}`;
  return [statement.compile(target.db)];
};

/**
 * Writes rows with a document each, given in the same order. Documents go as lines of JSON (which never has a line break in
 * it): nothing is escaped, and the server reads a document once and not three times.
 */
export const upsertDocuments = (
  target: Target,
  key: readonly string[],
  columns: readonly string[],
  rows: readonly Row[],
  documents: readonly object[],
): readonly CompiledQuery[] => {
  if (rows.length === 0) return [];
  const into = sql.id(target.schema, target.table);
  const lines = documents.map((document) => JSON.stringify(document)).join('\n');
  const statement = sql`insert into ${into} (${list(columns)}, document)
    select ${list(columns)}, unnest::json
    from rows from (
      json_populate_recordset(null::${into}, ${JSON.stringify(rows)}::json),
      unnest(string_to_array(${lines}, e'\n'))
    ) ${overwriting(key, [...columns, 'document'])}`;
  return [statement.compile(target.db)];
};

/** Gives one statement that inserts all rows (none for no rows): none of their keys is there yet. */
export const insertRows = (
  target: Target,
  columns: readonly string[],
  rows: readonly Row[],
): readonly CompiledQuery[] => (rows.length === 0 ? [] : [inserted(target, columns, rows).compile(target.db)]);

const inserted = ({ schema, table }: Target, columns: readonly string[], rows: readonly Row[]): RawBuilder<unknown> => {
  const into = sql.id(schema, table);
  return sql`insert into ${into} (${list(columns)})
    select ${list(columns)} from json_populate_recordset(null::${into}, ${JSON.stringify(rows)}::json)`;
};

/** Gives one statement that deletes the rows of these streams (none for no streams). */
export const deleteStreams = (
  { db, schema, table }: Target,
  idColumn: string,
  streams: readonly StreamRef[],
): readonly CompiledQuery[] =>
  streams.length === 0 ? [] : [sql`delete from ${sql.id(schema, table)} where ${among(idColumn, streams)}`.compile(db)];

/** Gives one statement that deletes the rows with these keys, all of them texts (none for no rows). */
export const deleteKeys = (
  { db, schema, table }: Target,
  key: readonly string[],
  rows: readonly Row[],
): readonly CompiledQuery[] => {
  if (rows.length === 0) return [];
  const values = key.map((column) => sql`${rows.map((row) => row[column])}::text[]`);
  const statement = sql`delete from ${sql.id(schema, table)}
    where (${list(key)}) in (select * from unnest(${sql.join(values)}))`;
  return [statement.compile(db)];
};

/** Checks whether a row is one of these streams'. */
export const among = (idColumn: string, streams: readonly StreamRef[]): RawBuilder<boolean> => {
  const organizations = streams.map(({ organizationId }) => organizationId);
  const ids = streams.map(({ id }) => id);
  return sql`(organization_id, ${sql.id(idColumn)}) in
    (select * from unnest(${organizations}::text[], ${ids}::text[]))`;
};

/** Writes all other columns over where the key is there already. */
const overwriting = (key: readonly string[], columns: readonly string[]): RawBuilder<unknown> => {
  const changed = columns.filter((column) => !key.includes(column));
  const changes = changed.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`);
  return sql`on conflict (${list(key)}) do update set ${sql.join(changes)}`;
};

const list = (columns: readonly string[]): RawBuilder<unknown> => sql.join(columns.map((column) => sql.id(column)));
