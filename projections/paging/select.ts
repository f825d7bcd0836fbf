import { sql, type AnyColumn, type AnyColumnWithTable, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Instant } from '../../domain/shared/message.ts';
import { maxPageSize, pageOf, type Cursor, type Page, type PageRequest } from './queries.ts';

type ColumnIn<DB, TB extends keyof DB> = AnyColumn<DB, TB> | AnyColumnWithTable<DB, TB>;

/** Says what columns have to hold; undefined: anything. */
type Values<DB, TB extends keyof DB> = Readonly<Partial<Record<ColumnIn<DB, TB>, string | boolean | undefined>>>;

/** Narrows a query to rows with these values. */
export const matching = <DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  values: Values<DB, TB>,
): SelectQueryBuilder<DB, TB, Row> =>
  Object.entries<string | boolean | undefined>(values).reduce(
    (narrowed, [column, value]) =>
      value === undefined ? narrowed : narrowed.where(sql<SqlBool>`${sql.ref(column)} = ${value}`),
    query,
  );

/** Says whose documents may be seen; absent: everyone's. */
export interface Visibility {
  readonly onlyCustomerId?: string;
}

/** Reads the one document with these values; undefined if there is none. */
export const findDocument = async <DB, TB extends keyof DB, Document>(
  query: SelectQueryBuilder<DB, TB, { document: Document }>,
  values: Values<DB, TB>,
): Promise<Document | undefined> => (await matching(query, values).executeTakeFirst())?.document;

/** Says how rows follow each other, all columns in one direction. */
interface Keyset<Column> {
  readonly by: readonly Column[];
  readonly direction?: 'asc' | 'desc';
  /** Holds the place, by these columns, that rows come after. */
  readonly after?: readonly unknown[] | undefined;
  readonly limit: number;
}

/** Orders a query, from a place on: rows that come or change between two reads neither double nor hide other rows. */
export const keyset = <DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { by, direction = 'asc', after, limit }: Keyset<ColumnIn<DB, TB>>,
): SelectQueryBuilder<DB, TB, Row> => {
  const columns = by.map((column) => sql.ref(column));
  const ordered = columns.reduce((narrowed, column) => narrowed.orderBy(column, direction), query).limit(limit);
  if (after === undefined) return ordered;
  const comes = direction === 'asc' ? sql`>` : sql`<`;
  return ordered.where(sql<SqlBool>`(${sql.join(columns)}) ${comes} (${sql.join(after)})`);
};

interface List<DB, TB extends keyof DB, Row, Item> {
  readonly where: Values<DB, TB>;
  /** Orders by time and, within the same moment, by id. */
  readonly by: readonly [time: ColumnIn<DB, TB>, id: ColumnIn<DB, TB>];
  /** Puts the newest first (`desc`) by default. */
  readonly direction?: 'asc' | 'desc';
  /** Runs from `from` on and before `to`. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly page: PageRequest;
  /** Holds the most items of a page: 100 by default. */
  readonly most?: number;
  readonly item: (row: Row) => Item;
  /** Gives the place of an item in the list. */
  readonly place: (item: Item) => Cursor;
}

/** Reads a page of a list. */
export const readPage = async <DB, TB extends keyof DB, Row, Item>(
  query: SelectQueryBuilder<DB, TB, Row>,
  list: List<DB, TB, Row, Item>,
): Promise<Page<Item>> => {
  const { where, by, direction = 'desc', from, to, page, most = maxPageSize, item, place } = list;
  const limit = Math.min(page.limit, most);
  const time = sql.ref(by[0]);
  let found = matching(query, where);
  if (from !== undefined) found = found.where(sql<SqlBool>`${time} >= ${new Date(from)}`);
  if (to !== undefined) found = found.where(sql<SqlBool>`${time} < ${new Date(to)}`);
  const after = page.after && [new Date(page.after.at), page.after.id];
  const rows = await keyset(found, { by, direction, after, limit: limit + 1 }).execute();
  return pageOf(rows.map(item), limit, place);
};
