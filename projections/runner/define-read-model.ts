import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Category, EventOf } from '../../domain/aggregates.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import { decodeAll, placeOf, type Decoded } from './known-events.ts';
import type { Steps } from './layout.ts';
import { ProjectionFault, type Fold, type Projection, type StreamRef, type StreamSlice } from './projection.ts';
import type { ReadModel } from './read-model.ts';
import type { StreamTable, VersionedDocument } from './table.ts';

/** Describes a read model as the list of all knows it. `Facts`: what its projection needs besides events. */
export interface ReadModelDefinition<Tables, Facts extends readonly unknown[] = readonly []> {
  readonly tables: Tables;
  /** Gives what migrations make of its tables. */
  steps(schema: string): readonly Steps[];
  projection(...facts: Facts): Projection;
}

/** Describes the tables of a read model, for kysely. */
export type TablesOf<Definition extends { readonly tables: object }> = {
  [Name in keyof Definition['tables']]: Definition['tables'][Name] extends { readonly row?: infer Row extends object }
    ? Row
    : never;
};

/** Says what a read model with one document a stream offers besides. */
interface DocumentReadModel<C extends Category, Document> {
  /**
   * A document after some more events of its stream, in order.
   * @param before undefined if the first of the events is the stream's first
   */
  readonly after: (before: Document | undefined, events: readonly RecordedEvent[]) => Document | undefined;
  readonly versions: Versions<C>;
}

/** Says where the versions are that documents of a category have reached. */
export interface Versions<C extends Category = Category> {
  readonly category: C;
  readonly table: string;
  readonly idColumn: string;
}

interface StreamReadModel<C extends Category, Document, Tables> {
  readonly name: string;
  /** See {@link Projection.version}. */
  readonly version: number;
  readonly categories: readonly [C, ...C[]];
  /** Gives the document after the event; pure. undefined: no stream begins with this event. */
  readonly evolve: (
    document: Document | undefined,
    event: EventOf<C>,
    recorded: Pick<RecordedEvent, 'id' | 'version'>,
  ) => Document | undefined;
  /** Holds what is written, in this order. One of them reads documents back. */
  readonly tables: Tables;
}

type StreamTables<Document> = Readonly<Record<string, StreamTable<Document, object>>>;

/**
 * Defines a read model that keeps one document a stream and follows every event of it: a repeated event is left out, a gap is
 * a fault, and so is a stream that begins in its middle.
 */
export const defineReadModel = <
  const C extends Category,
  Document extends VersionedDocument,
  const Tables extends StreamTables<Document>,
>(
  definition: StreamReadModel<C, Document, Tables> & {
    /** Names an aggregate in messages of faults: `a cart`. */
    readonly subject: string;
  },
): ReadModelDefinition<Tables> & DocumentReadModel<C, Document> => {
  const [table, { stream }] = documentsIn(definition);
  const [category] = definition.categories;
  return {
    ...streamReadModel({ ...definition, isHandled: () => true, versionOf: ({ version }) => version }),
    after: (before, events) => foldStream(definition, before, decodeAll<C>(category, events)),
    versions: { category, table, idColumn: stream },
  };
};

/** Defines a read model of what some event types say of a stream: of the rest only the name is checked. */
export const definePartialReadModel = <
  const C extends Category,
  Document extends object,
  const Tables extends StreamTables<Document>,
>(
  definition: StreamReadModel<C, Document, Tables> & {
    /** Holds the event types that can change the document. */
    readonly handles: readonly EventOf<C>['type'][];
  },
): ReadModelDefinition<Tables> => {
  const handled = new Set<string>(definition.handles);
  return streamReadModel({ ...definition, isHandled: (type) => handled.has(type) });
};

interface Folded<C extends Category, Document> extends Pick<StreamReadModel<C, Document, unknown>, 'name' | 'evolve'> {
  readonly subject?: string;
  /** Gives the version that a document has reached that follows every event. */
  readonly versionOf?: (document: Document) => number;
}

interface Followed<C extends Category, Document, Tables>
  extends StreamReadModel<C, Document, Tables>, Folded<C, Document> {
  readonly isHandled: (type: string) => boolean;
}

/** Bounds the documents remembered between batches: orders in work stay at hand, and memory stays bounded. */
const remembered = 500;

const streamReadModel = <C extends Category, Document extends object, Tables extends StreamTables<Document>>(
  followed: Followed<C, Document, Tables>,
): ReadModelDefinition<Tables> => {
  const { name, version, categories, tables } = followed;
  const [documents, { load }] = documentsIn(followed);
  const begin = (readModel: ReadModel): Fold => {
    const cache = new LRUCache<string, Document>({ max: remembered });
    return async (slices) => {
      const work = slices.flatMap((slice) => workOf(followed, slice));
      const unknown = work.filter(({ of, isNew }) => !isNew && !cache.has(of.stream)).map(({ of }) => of);
      const loaded = unknown.length === 0 ? undefined : await load({ ...readModel, table: documents }, unknown);
      const changed = work.flatMap(({ of, events }) => {
        const before = cache.get(of.stream) ?? loaded?.get(of.stream);
        const document = foldStream(followed, before, events);
        return document === undefined || document === before ? [] : [{ ...of, before, document }];
      });
      for (const { stream, document } of changed) cache.set(stream, document);
      return Object.entries(tables).flatMap(([table, { save }]) => save({ ...readModel, table }, changed));
    };
  };
  return {
    tables,
    steps: (schema) => Object.entries(tables).map(([table, { steps }]) => steps(sql.id(schema, table))),
    projection: () => ({ name, version, categories, tables: Object.keys(tables), begin }),
  };
};

/** Gives the table that documents are read back from. */
const documentsIn = <Document>({
  name,
  tables,
}: {
  readonly name: string;
  readonly tables: StreamTables<Document>;
}) => {
  for (const [table, { stream, load }] of Object.entries(tables)) {
    if (load !== undefined) return [table, { stream, load }] as const;
  }
  throw new Error(`read model ${name} has no table that its documents are read back from`);
};

interface Work<C extends Category> {
  readonly of: StreamRef;
  readonly events: readonly Decoded<EventOf<C>>[];
  /** Says that the stream begins in this batch: there is nothing to load. */
  readonly isNew: boolean;
}

const workOf = <C extends Category, Document, Tables>(
  { categories, isHandled }: Followed<C, Document, Tables>,
  slice: StreamSlice,
): readonly Work<C>[] => {
  const category = categories.find((name) => name === slice.category);
  if (category === undefined) return [];
  const events = decodeAll(category, slice.events, isHandled);
  if (events.length === 0) return [];
  const { stream, organizationId, id } = slice;
  return [{ of: { stream, category, organizationId, id }, events, isNew: slice.events[0]?.version === 1 }];
};

/** @throws ProjectionFault if events are missing, before the first one or in between */
const foldStream = <C extends Category, Document>(
  { name, subject = name, versionOf, evolve }: Folded<C, Document>,
  before: Document | undefined,
  events: readonly Decoded<EventOf<C>>[],
): Document | undefined => {
  let document = before;
  for (const { event, recorded } of events) {
    if (versionOf !== undefined) {
      const version = document === undefined ? 0 : versionOf(document);
      if (recorded.version <= version) continue;
      if (recorded.version > version + 1) {
        throw new ProjectionFault(
          `${name} has version ${version} and now comes ${placeOf(recorded)}: events are missing`,
        );
      }
    }
    document = evolve(document, event, recorded);
    if (document === undefined) {
      throw new ProjectionFault(`${subject} begins with ${event.type} at ${placeOf(recorded)}`);
    }
  }
  return document;
};
