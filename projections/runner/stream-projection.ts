import type { CompiledQuery } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { ReadModel } from '../tables.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import { decodeAll, placeOf, type Decoded } from './known-events.ts';
import { ProjectionFault } from './projection-fault.ts';
import type { Category, EventOf } from '../../domain/aggregates.ts';
import type { Projection, StreamRef, StreamSlice } from './projection.ts';

/** What a projection knows of one stream after a batch. */
export interface StreamDocument<Document> extends StreamRef {
  readonly document: Document;
  /** As it was before the batch; undefined if it is new. */
  readonly before: Document | undefined;
}

/** A read model that keeps one document a stream: its rows are that document, or are made from it alone. */
export interface StreamProjection<C extends Category, Document> {
  readonly name: string;
  /** See {@link Projection.version}. */
  readonly version: number;
  readonly categories: readonly C[];
  /** See {@link Projection.tables}. */
  readonly tables: Projection['tables'];
  /** Whether the type can change the document. Of others only the name is checked. */
  readonly handles: (type: string) => boolean;
  /**
   * The version that the document has reached, for one that handles every event: a repeated event is then left out, a gap
   * is a fault.
   */
  readonly versionOf?: (document: Document) => number;
  /** The document after the event; pure. undefined before the stream's first handled event. */
  evolve(document: Document | undefined, decoded: Decoded<EventOf<C>>, of: StreamRef): Document;
  /** The documents of these streams, by stream name; none for a stream that has none yet. One query. */
  load(readModel: ReadModel, streams: readonly StreamRef[]): Promise<ReadonlyMap<string, Document>>;
  /** The statements that write changed documents: one a table. */
  save(readModel: ReadModel, changed: readonly StreamDocument<Document>[]): readonly CompiledQuery[];
}

/** Documents remembered between batches: orders in work stay at hand, and memory stays bounded. */
const remembered = 500;

/** Makes a projection of it: decodes, loads what is not remembered, folds each stream, saves what changed. */
export const streamProjection = <C extends Category, Document extends object>(
  definition: StreamProjection<C, Document>,
): Projection => ({
  name: definition.name,
  version: definition.version,
  categories: definition.categories,
  tables: definition.tables,
  begin: (readModel) => {
    const documents = new LRUCache<string, Document>({ max: remembered });
    return async (slices) => {
      const work = slices.flatMap((slice) => workOf(definition, slice));
      const unknown = work.filter(({ of, isNew }) => !isNew && !documents.has(of.stream)).map(({ of }) => of);
      const loaded = unknown.length === 0 ? undefined : await definition.load(readModel, unknown);
      const changed = work.flatMap(({ of, events }) => {
        const before = documents.get(of.stream) ?? loaded?.get(of.stream);
        const document = foldStream(definition, before, events, of);
        return document === undefined || document === before ? [] : [{ ...of, before, document }];
      });
      for (const { stream, document } of changed) documents.set(stream, document);
      return changed.length === 0 ? [] : definition.save(readModel, changed);
    };
  },
});

interface Work<C extends Category> {
  readonly of: StreamRef;
  readonly events: readonly Decoded<EventOf<C>>[];
  /** The stream begins in this batch: there is nothing to load. */
  readonly isNew: boolean;
}

const workOf = <C extends Category, Document>(
  { categories, handles }: StreamProjection<C, Document>,
  slice: StreamSlice,
): readonly Work<C>[] => {
  const category = categories.find((name) => name === slice.category);
  if (category === undefined) return [];
  const events = decodeAll(category, slice.events, handles);
  if (events.length === 0) return [];
  const { stream, organizationId, id } = slice;
  return [{ of: { stream, category, organizationId, id }, events, isNew: slice.events[0]?.version === 1 }];
};

const foldStream = <C extends Category, Document>(
  definition: StreamProjection<C, Document>,
  before: Document | undefined,
  events: readonly Decoded<EventOf<C>>[],
  of: StreamRef,
): Document | undefined =>
  events.reduce<Document | undefined>(
    (document, decoded) =>
      isNext(definition, document, decoded.recorded) ? definition.evolve(document, decoded, of) : document,
    before,
  );

/** @throws ProjectionFault if events are missing in between */
const isNext = <C extends Category, Document>(
  { name, versionOf }: StreamProjection<C, Document>,
  document: Document | undefined,
  recorded: RecordedEvent,
): boolean => {
  if (versionOf === undefined) return true;
  const version = document === undefined ? 0 : versionOf(document);
  if (recorded.version > version + 1) {
    throw new ProjectionFault(`${name} has version ${version} and now comes ${placeOf(recorded)}: events are missing`);
  }
  return recorded.version === version + 1;
};
