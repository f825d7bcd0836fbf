import { sql, type Insertable, type RawBuilder } from 'kysely';
import { streamName } from '../../domain/shared/stream.ts';
import type { ReadModel, ReadModelTables } from '../tables.ts';
import type { StreamRef } from './projection.ts';

type Table = keyof ReadModelTables;
type Row<T extends Table> = Insertable<ReadModelTables[T]>;
type Column<T extends Table> = keyof Row<T> & string;

/** Writes all rows in one statement, over those with the same key. All have the same columns; their keys are distinct. */
export const upsertRows = async <T extends Table>(
  readModel: ReadModel,
  table: T,
  key: readonly Column<T>[],
  rows: readonly Row<T>[],
): Promise<void> => {
  if (rows[0] === undefined) return;
  const values = Object.keys(rows[0]).filter((column) => !key.some((name) => name === column));
  const update = sql.join(values.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`));
  await sql`${insertion(readModel, table, rows)} on conflict (${list(key)}) do update set ${update}`.execute(
    readModel.db,
  );
};

/** Inserts all rows in one statement. All have the same columns, and none of their keys is there yet. */
export const insertRows = async <T extends Table>(
  readModel: ReadModel,
  table: T,
  rows: readonly Row<T>[],
): Promise<void> => {
  if (rows.length > 0) await insertion(readModel, table, rows).execute(readModel.db);
};

/** Deletes the rows that these streams have in the table. */
export const deleteRows = async <T extends Table>(
  { db, schema }: ReadModel,
  table: T,
  idColumn: Column<T>,
  streams: readonly StreamRef[],
): Promise<void> => {
  await sql`delete from ${sql.id(schema, table)} where ${among(idColumn, streams)}`.execute(db);
};

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

const insertion = <T extends Table>({ schema }: ReadModel, table: T, rows: readonly Row<T>[]): RawBuilder<unknown> => {
  const into = sql.id(schema, table);
  const columns = list(Object.keys(rows[0] ?? {}));
  return sql`insert into ${into} (${columns})
    select ${columns} from json_populate_recordset(null::${into}, ${JSON.stringify(rows)}::json)`;
};

const list = (columns: readonly string[]): RawBuilder<unknown> => sql.join(columns.map((column) => sql.id(column)));
