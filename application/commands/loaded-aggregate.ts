import { decode } from '../../domain/shared/event-schema.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import type { StreamName } from '../../domain/shared/stream.ts';
import type { Aggregate } from '../../domain/shared/decider.ts';
import { genesisHash } from './hash-chain.ts';
import type { EventStore } from '../ports/event-store.ts';
import { readInPages } from './read-in-pages.ts';

/** Where a command's events stand in its stream, and what it asked for. */
export interface CommandTrace {
  readonly firstVersion: number;
  readonly lastVersion: number;
  readonly requestHash: string | undefined;
}

/** An aggregate folded up to a version. Mutable: it moves on with its stream, owned by its loader. */
export interface LoadedAggregate<State> {
  state: State;
  version: number;
  lastHash: string;
  /** Every command whose events are in, by its id. */
  readonly commands: Map<string, CommandTrace>;
}

/** The aggregate before its first event. */
export const notYet = <State>(aggregate: {
  readonly decider: { readonly initial: State };
}): LoadedAggregate<State> => ({
  state: aggregate.decider.initial,
  version: 0,
  lastHash: genesisHash,
  commands: new Map(),
});

/**
 * Folds in what the stream has after `loaded.version`, up to `upTo` (by default all).
 * @returns whether there was anything
 */
export const catchUp = async <Command, Event extends DomainEvent, State>(
  aggregate: Aggregate<Command, Event, State>,
  store: EventStore,
  stream: StreamName,
  loaded: LoadedAggregate<State>,
  upTo = Number.POSITIVE_INFINITY,
): Promise<boolean> => {
  const before = loaded.version;
  for await (const page of readInPages(store, stream, before + 1, upTo)) {
    for (const event of page) {
      loaded.state = aggregate.decider.evolve(loaded.state, decode(aggregate.schema, event));
      loaded.version = event.version;
      loaded.lastHash = event.metadata.hash;
      remember(loaded, event);
    }
  }
  return loaded.version > before;
};

const remember = <State>(loaded: LoadedAggregate<State>, { version, metadata }: RecordedEvent): void => {
  const firstVersion = loaded.commands.get(metadata.command_id)?.firstVersion ?? version;
  loaded.commands.set(metadata.command_id, {
    firstVersion,
    lastVersion: version,
    requestHash: metadata.request_hash,
  });
};
