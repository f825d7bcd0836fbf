import { decode } from '../../domain/shared/event-schema.ts';
import type { DomainEvent, Instant, RecordedEvent } from '../../domain/shared/message.ts';
import { streamName } from '../../domain/shared/stream.ts';
import type { Aggregate } from '../../domain/shared/decider.ts';
import { mapAggregates, type Category, type StateOf } from '../../domain/aggregates.ts';
import { genesisHash, verifyStream, type BrokenLink } from '../commands/hash-chain.ts';
import type { EventStore } from '../ports/event-store.ts';
import { readInPages } from '../commands/read-in-pages.ts';

/** Who asks. A customer sees only what is theirs now. */
export interface Viewer {
  readonly organizationId: string;
  readonly onlyCustomerId?: string;
}

/** Up to and with a version, or everything that was recorded at or before an instant. */
export type Moment = { readonly version: number } | { readonly asOf: Instant };

/** The past of one kind of aggregate, from its events. All throw EventStoreUnavailableError. */
export interface AggregateHistory<State> {
  /** The events as stored, from a version on (1 by default), at most `limit`; empty if there is none for this viewer. */
  events(
    viewer: Viewer,
    id: string,
    page?: { readonly from?: number; readonly limit?: number },
  ): Promise<readonly RecordedEvent[]>;
  /** The state at a moment and the version it stood at; undefined if it did not exist yet, or not for this viewer. */
  stateAt(
    viewer: Viewer,
    id: string,
    moment: Moment,
  ): Promise<{ readonly state: State; readonly version: number } | undefined>;
  /** The first link of the stream's hash chain that does not hold; undefined if all do. */
  verify(viewer: Viewer, id: string): Promise<BrokenLink | undefined>;
}

export type History = { readonly [C in Category]: AggregateHistory<StateOf<C>> };

export const createHistory = (store: EventStore): History => mapAggregates((aggregate) => historyOf(aggregate, store));

const historyOf = <Command, Event extends DomainEvent, State>(
  { category, decider, schema, ownerOf }: Aggregate<Command, Event, State>,
  store: EventStore,
): AggregateHistory<State> => {
  const stream = (viewer: Viewer, id: string) => streamName(category, viewer.organizationId, id);

  /** Folds the whole stream, and keeps the last state and version of the moment. */
  const look = async (viewer: Viewer, id: string, moment: Moment) => {
    let now = decider.initial;
    let then = { state: now, version: 0 };
    for await (const page of readInPages(store, stream(viewer, id))) {
      for (const event of page) {
        now = decider.evolve(now, decode(schema, event));
        if (isBy(event, moment)) then = { state: now, version: event.version };
      }
    }
    const owner = ownerOf(now);
    const isTheirs = viewer.onlyCustomerId === undefined || owner === viewer.onlyCustomerId;
    return isTheirs && then.version > 0 ? then : undefined;
  };

  return {
    stateAt: look,
    events: async (viewer, id, page) => {
      if (viewer.onlyCustomerId !== undefined && (await look(viewer, id, { version: 1 })) === undefined) return [];
      return store.read(stream(viewer, id), page);
    },
    verify: async (viewer, id) => {
      let end = { version: 0, hash: genesisHash };
      for await (const page of readInPages(store, stream(viewer, id))) {
        const broken = verifyStream(page, end);
        if (broken !== undefined) return broken;
        const last = page.at(-1);
        if (last !== undefined) end = { version: last.version, hash: last.metadata.hash };
      }
      return undefined;
    },
  };
};

const isBy = (event: RecordedEvent, moment: Moment): boolean =>
  'version' in moment ? event.version <= moment.version : event.metadata.recorded_at <= moment.asOf;
