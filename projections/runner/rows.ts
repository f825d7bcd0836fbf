import { sql, type CompiledQuery, type Insertable, type RawBuilder } from 'kysely';
import { streamName } from '../../domain/shared/stream.ts';
import type { ReadModel, ReadModelTables } from '../tables.ts';
import type { StreamRef } from './projection.ts';

type Table = keyof ReadModelTables;
type Row<T extends Table> = Insertable<ReadModelTables[T]>;
type Column<T extends Table> = keyof Row<T> & string;

/** The tables with a `document` column. */
type DocumentTable =
  | 'carts'
  | 'credit_accounts'
  | 'orders'
  | 'pos_transactions'
  | 'promotions'
  | 'returns'
  | 'sales_quotes'
  | 'subscriptions'
  | 'tax_documents'
  | 'till_shifts';

/** One statement that writes all rows (none for no rows), over those with the same key. All have the same columns; their keys are distinct. */
export const upsertRows = <T extends Table>(
  readModel: ReadModel,
  table: T,
  key: readonly Column<T>[],
  rows: readonly Row<T>[],
): readonly CompiledQuery[] => {
  const [first] = rows;
  if (first === undefined) return [];
  const into = sql.id(readModel.schema, table);
  const columns = Object.keys(first);
  const statement = sql`insert into ${into} (${list(columns)})
    select ${list(columns)} from json_populate_recordset(null::${into}, ${JSON.stringify(rows)}::json)
    ${overwriting(key, columns)}`;
  return [statement.compile(readModel.db)];
};

/**
 * The same for rows with a document each, given in the same order. They go as lines of JSON (which never has a line break
 * in it): nothing is escaped, and the server reads a document once and not three times.
 */
export const upsertDocuments = <T extends DocumentTable>(
  readModel: ReadModel,
  table: T,
  key: readonly Column<T>[],
  rows: readonly Omit<Row<T>, 'document'>[],
  documents: readonly object[],
): readonly CompiledQuery[] => {
  const [first] = rows;
  if (first === undefined) return [];
  const into = sql.id(readModel.schema, table);
  const columns = Object.keys(first);
  const lines = documents.map((document) => JSON.stringify(document)).join('\n');
  const statement = sql`insert into ${into} (${list(columns)}, document)
    select ${list(columns)}, unnest::json
    from rows from (
      json_populate_recordset(null::${into}, ${JSON.stringify(rows)}::json),
      unnest(string_to_array(${lines}, e'\n'))
    ) ${overwriting(key, [...columns, 'document'])}`;
  return [statement.compile(readModel.db)];
};

/** One statement that inserts all rows (none for no rows). All have the same columns, and none of their keys is there yet. */
export const insertRows = <T extends Table>(
  readModel: ReadModel,
  table: T,
  rows: readonly Row<T>[],
): readonly CompiledQuery[] => {
  const [first] = rows;
  if (first === undefined) return [];
  const into = sql.id(readModel.schema, table);
  const columns = list(Object.keys(first));
  const statement = sql`insert into ${into} (${columns})
    select ${columns} from json_populate_recordset(null::${into}, ${JSON.stringify(rows)}::json)`;
  return [statement.compile(readModel.db)];
};

/** One statement that deletes the rows that these streams have in the table (none for no streams). */
export const deleteRows = <T extends Table>(
  { db, schema }: ReadModel,
  table: T,
  idColumn: Column<T>,
  streams: readonly StreamRef[],
): readonly CompiledQuery[] =>
  streams.length === 0 ? [] : [sql`delete from ${sql.id(schema, table)} where ${among(idColumn, streams)}`.compile(db)];

/** The `document` column of these streams' rows, by stream name. The streams are of one category. */
export const loadDocuments = async <Document>(
  { db, schema }: ReadModel,
  table: Table,
  idColumn: string,
  streams: readonly StreamRef[],
): Promise<ReadonlyMap<string, Document>> => {
  const category = streams[0]?.category;
  if (category === undefined) return new Map();
  const { rows } = await sql<{ organization_id: string; id: string; document: Document }>`
    select organization_id, ${sql.id(idColumn)} as id, document from ${sql.id(schema, table)}
    where ${among(idColumn, streams)}`.execute(db);
  return new Map(rows.map((row) => [streamName(category, row.organization_id, row.id), row.document]));
};

/** Whether a row is one of these streams'. */
export const among = (idColumn: string, streams: readonly StreamRef[]): RawBuilder<boolean> => {
  const organizations = streams.map(({ organizationId }) => organizationId);
  const ids = streams.map(({ id }) => id);
  return sql`(organization_id, ${sql.id(idColumn)}) in
    (select * from unnest(${organizations}::text[], ${ids}::text[]))`;
};

/** Where the key is there already, all other columns are written over. */
const overwriting = (key: readonly string[], columns: readonly string[]): RawBuilder<unknown> => {
  const others = columns.filter((column) => !key.includes(column));
  const changes = others.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`);
  return sql`on conflict (${list(key)}) do update set ${sql.join(changes)}`;
};

const list = (columns: readonly string[]): RawBuilder<unknown> => sql.join(columns.map((column) => sql.id(column)));
