import { sql, type CompiledQuery, type RawBuilder, type Selectable } from 'kysely';
import { streamName } from '../../domain/shared/stream.ts';
import { columnsOf, type Columns, type Json, type RowOf } from './columns.ts';
import { keyOf, namesOf, rowMaker, stepsOf, type Layout, type Placed, type Steps } from './layout.ts';
import type { StreamDocument, StreamRef } from './projection.ts';
import { among, deleteStreams, insertRows, upsertDocuments, upsertRows, type Target } from './rows.ts';

/** Describes a table that follows the documents of streams. `Row` is as kysely knows it. */
export interface StreamTable<Document, Row extends object> extends Behaviour<Document> {
  /** Exists for the compiler only. */
  readonly row?: Row;
}

interface Behaviour<Document> {
  /** Holds the column with the stream's id. */
  readonly stream: string;
  readonly steps: (table: RawBuilder<unknown>) => Steps;
  /** Gives the statements that bring the rows of changed documents up to date. */
  readonly save: (target: Target, changed: readonly StreamDocument<Document>[]) => readonly CompiledQuery[];
  /** Reads documents back by stream name, in one query; absent where another table of the read model does. */
  readonly load?: (target: Target, streams: readonly StreamRef[]) => Promise<ReadonlyMap<string, Document>>;
}

type WithDocument<Shown> = [Shown] extends [never] ? unknown : { document: Json<Shown> };

interface Declared<Document, Item, C extends Columns<Item>, Shown> extends Layout<C> {
  /** Holds the column with the stream's id. */
  readonly stream: keyof C & string;
  /** Gives what a document has in this table: an item a row. */
  readonly rows: (document: Document) => readonly Item[];
  /**
   * `changed`: each item that is not the same object as before is written over the row with its key. `replaced`: if any is not,
   * all rows of the stream are deleted and inserted. `once`: rows of new documents, that never change.
   */
  readonly written: 'changed' | 'replaced' | 'once';
  /** Holds what a last column `document` holds. */
  readonly document?: (item: Item) => Shown;
  readonly load?: {
    /** Holds the column with the stream's category, where the read model follows several. */
    readonly category?: keyof C & string;
    readonly order?: readonly (keyof C & string)[];
    /** Makes the document of its rows. */
    readonly document: (rows: readonly Selectable<RowOf<C> & WithDocument<Shown>>[]) => NoInfer<Document> | undefined;
  };
}

/** Declares a table whose rows are made of what the documents of streams hold. */
export const table = <Document, Item, const C extends Columns<Item>, Shown extends object = never>(
  declared: Declared<Document, Item, C, Shown>,
): StreamTable<Document, RowOf<C> & WithDocument<Shown>> => {
  const { stream, load } = declared;
  return { ...behaviour(declared), ...(load && { load: reader({ stream, ...load }) }) };
};

/** Says what the read models with one document a stream have in common. */
export interface VersionedDocument {
  /** Holds the stream's. */
  readonly version: number;
}

/** Declares a table with one row a stream: its id first, what lists show and sort by, its version and document last. */
export const documentTable = <
  Document extends VersionedDocument,
  const Id extends string,
  const C extends Columns<Document>,
>(
  declared: Omit<Layout<C & Columns<Document>>, 'key'> & { readonly id: Id },
): StreamTable<Document, RowOf<C> & Record<Id, string> & { version: number; document: Json<Document> }> => {
  const { text, integer } = columnsOf<Document>();
  const stream: string = declared.id;
  const columns: Columns<Document> = {
    [stream]: text((_, { id }) => id),
    ...declared.columns,
    version: integer(({ version }) => version),
  };
  const whole = { ...declared, columns, key: [stream], stream, document: (document: Document) => document };
  return {
    ...behaviour({ ...whole, rows: (document: Document) => [document], written: 'changed' }),
    load: reader({ stream, only: 'document', document: ([row]: readonly { document: Document }[]) => row?.document }),
  };
};

const behaviour = <Document, Item>(
  declared: Omit<Declared<Document, Item, Columns<Item>, object>, 'load'>,
): Omit<Behaviour<Document>, 'load'> => {
  const { stream, rows: itemsOf, written, document: shown } = declared;
  const [key, columns, row] = [keyOf(declared), namesOf(declared.columns), rowMaker(declared.columns)];

  const itemsBefore = ({ before }: StreamDocument<Document>): readonly Item[] =>
    before === undefined ? [] : itemsOf(before);
  const placedOf = (of: StreamDocument<Document>): readonly Placed<Item>[] =>
    itemsOf(of.document).map((item, index) => ({ item, of, index }));
  const newsOf = (of: StreamDocument<Document>): readonly Placed<Item>[] => {
    const before = itemsBefore(of);
    return placedOf(of).filter(({ item, index }) => item !== before[index]);
  };
  const upsert = (target: Target, placed: readonly Placed<Item>[]): readonly CompiledQuery[] =>
    shown === undefined
      ? upsertRows(target, key, columns, placed.map(row))
      : upsertDocuments(
          target,
          key,
          columns,
          placed.map(row),
          placed.map(({ item }) => shown(item)),
        );
  const replace = (target: Target, changed: readonly StreamDocument<Document>[]): readonly CompiledQuery[] => {
    const moved = changed.filter(
      (of) => itemsBefore(of).length !== itemsOf(of.document).length || newsOf(of).length > 0,
    );
    // A batch often sees the whole life of an item: nothing was written, nothing is left.
    const known = moved.filter((of) => itemsBefore(of).length > 0);
    return [...deleteStreams(target, stream, known), ...insertRows(target, columns, moved.flatMap(placedOf).map(row))];
  };

  return {
    stream,
    steps: (name) => stepsOf(name, declared, shown !== undefined),
    save: (target, changed) => {
      switch (written) {
        case 'changed':
          return upsert(target, changed.flatMap(newsOf));
        case 'once':
          return upsert(target, changed.filter(({ before }) => before === undefined).flatMap(placedOf));
        case 'replaced':
          return replace(target, changed);
      }
    },
  };
};

interface Stored<Row, Document> {
  readonly stream: string;
  readonly category?: string;
  readonly order?: readonly string[];
  /** Holds the one column that is needed; all of them if absent. */
  readonly only?: string;
  readonly document: (rows: readonly Row[]) => Document | undefined;
}

/** Makes documents of the rows of streams; with a category, of other streams with the same ids, too. */
const reader =
  <Row, Document>({ stream, category, order = [], only, document: documentOf }: Stored<Row, Document>) =>
  async (
    { db, schema, table: name }: Target,
    streams: readonly StreamRef[],
  ): Promise<ReadonlyMap<string, Document>> => {
    const kind = category === undefined ? sql`${streams[0]?.category ?? ''}::text` : sql.id(category);
    const ordered = order.length === 0 ? sql`` : sql`order by ${sql.join(order.map((column) => sql.id(column)))}`;
    const { rows } = await sql<
      Row & { readonly of_category: string; readonly of_organization: string; readonly of_id: string }
    >`
      select ${kind} as of_category, organization_id as of_organization, ${sql.id(stream)} as of_id,
        ${only === undefined ? sql`*` : sql.id(only)}
      from ${sql.id(schema, name)} where ${among(stream, streams)} ${ordered}`.execute(db);
    const byStream = new Map<string, Row[]>();
    for (const row of rows) {
      const key = streamName(row.of_category, row.of_organization, row.of_id);
      const known = byStream.get(key);
      if (known === undefined) byStream.set(key, [row]);
      else known.push(row);
    }
    return new Map(
      [...byStream].flatMap(([key, own]) => {
        const document = documentOf(own);
        return document === undefined ? [] : [[key, document] as const];
      }),
    );
  };
