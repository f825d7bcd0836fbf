import { LRUCache } from 'lru-cache';
import { fold, type Aggregate, type Decision } from '../../domain/shared/decider.ts';
import { decode } from '../../domain/shared/event-schema.ts';
import type { DomainCommand, DomainEvent } from '../../domain/shared/message.ts';
import { streamName, type StreamName } from '../../domain/shared/stream.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Ids } from '../ports/system.ts';
import { encode, type Fact } from './codec.ts';
import type { CommandContext } from './context.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { catchUp, notYet, type CommandTrace, type LoadedAggregate } from './loaded-aggregate.ts';
import {
  idempotencyKeyReused,
  isDecision,
  notFound,
  tooMuchContention,
  versionConflict,
  type Accepted,
  type CommandPlan,
  type Handled,
} from './outcome.ts';

export interface CacheOptions {
  /** Seconds after its last change that an aggregate is kept in memory. */
  readonly ttlSeconds: number;
  /** Events folded into all aggregates that are kept: bounds the memory. */
  readonly maximumEvents: number;
}

export interface CommandHandlerDependencies {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly cache: CacheOptions;
}

/** Limits the appends that may lose a race before the command is refused as `too_much_contention`. */
const maximumAttempts = 20;

/**
 * Runs commands against the aggregates of one kind. State is kept in memory between commands, and is only ever trusted
 * as far as the store agrees: an append names the version that it was decided on, and a refusal decided on a kept state is
 * checked against the stream before it is given.
 */
export class CommandHandler<Command extends DomainCommand, Event extends DomainEvent, State> {
  readonly #aggregate: Aggregate<Command, Event, State>;
  readonly #store: EventStore;
  readonly #ids: Ids;
  readonly #cache: LRUCache<StreamName, LoadedAggregate<State>>;
  readonly #queue = new KeyedQueue();

  constructor(aggregate: Aggregate<Command, Event, State>, { store, ids, cache }: CommandHandlerDependencies) {
    this.#aggregate = aggregate;
    this.#store = store;
    this.#ids = ids;
    this.#cache = new LRUCache({
      maxSize: cache.maximumEvents,
      sizeCalculation: (loaded) => loaded.version,
      ttl: cache.ttlSeconds * 1000,
      ttlResolution: 1000,
    });
  }

  /**
   * Does the command once, however often it comes: a repetition (same `context.commandId`) writes nothing and answers the
   * state as it was right after the first time. Commands on one aggregate wait for each other within this process.
   *
   * @returns refusals as values: the decider's own, `<category>_not_found` for another customer's aggregate,
   * `version_conflict`, `idempotency_key_reused`, `too_much_contention`
   * @throws EventStoreUnavailableError: whether the command was done is unknown; the same command id may be sent again
   */
  handle(
    id: string,
    context: CommandContext,
    plan: CommandPlan<Command, Event, State>,
  ): Promise<Handled<Event, State>> {
    const stream = streamName(this.#aggregate.category, context.organizationId, id);
    return this.#queue.run(stream, () => this.#attempt(stream, context, plan));
  }

  /** The aggregate as its stream has it now, not only as it is kept in memory; of any owner, at any version. */
  current(id: string, { organizationId }: Pick<CommandContext, 'organizationId'>): Promise<Accepted<Event, State>> {
    const stream = streamName(this.#aggregate.category, organizationId, id);
    return this.#queue.run(stream, async () => {
      const kept = this.#cache.get(stream);
      const loaded = kept ?? (await this.#load(stream));
      if (kept !== undefined) await this.#catchUp(stream, kept);
      return answer(loaded, true, []);
    });
  }

  /** Reads the event of this version: for what follows from a command that another process did. */
  facts(id: string, { organizationId }: CommandContext, version: number): Promise<readonly Fact<Event>[]> {
    return this.#facts(streamName(this.#aggregate.category, organizationId, id), version, version);
  }

  async #attempt(
    stream: StreamName,
    context: CommandContext,
    plan: CommandPlan<Command, Event, State>,
  ): Promise<Handled<Event, State>> {
    // 1. Load: as kept in memory, which may be behind the stream, or from the stream.
    const kept = this.#cache.get(stream);
    const loaded = kept ?? (await this.#load(stream));
    let current = kept === undefined;

    for (let attempt = 1; attempt <= maximumAttempts;) {
      // 2. Done before? Of an aggregate that the caller may see, that is.
      const barred = this.#bar(loaded, context);
      const trace = loaded.commands.get(context.commandId);
      if (barred === undefined && trace !== undefined) return this.#repeat(stream, context, loaded, trace);

      // 3. Decide.
      const decision = barred ?? versionConflict(loaded.version, context) ?? (await this.#decide(loaded.state, plan));

      // 4. Nothing to write: true if the state is the stream's newest.
      if (!decision.ok || decision.events.length === 0) {
        if (!current && (await this.#catchUp(stream, loaded))) {
          current = true;
          continue;
        }
        return decision.ok ? answer(loaded, true, []) : decision;
      }

      // 5. Append, if the stream is still where the decision saw it. If that throws, it may have happened all the same; then
      // the next command finds the stream further on than what is kept here.
      const facts = decision.events.map((event) => ({ id: this.#ids.event(), event }));
      const encoded = encode(this.#aggregate.schema, context, stream, loaded, facts);
      const appended = await this.#store.append(stream, loaded.version, encoded.events);
      if (appended.ok) {
        this.#advance(loaded, context, decision.events, encoded.lastHash);
        this.#cache.set(stream, loaded);
        return answer(loaded, false, facts);
      }

      // 6. Another process was first: take in what it wrote, and judge again.
      await this.#catchUp(stream, loaded);
      current = true;
      attempt += 1;
    }
    // Or the stream is shorter than what is kept here, as after a restored backup: then forgetting helps.
    this.#cache.delete(stream);
    return tooMuchContention();
  }

  async #facts(stream: StreamName, first: number, last: number): Promise<readonly Fact<Event>[]> {
    const recorded = await this.#store.read(stream, { from: first, limit: last - first + 1 });
    return recorded.map((event) => ({ id: event.id, event: decode(this.#aggregate.schema, event) }));
  }

  async #load(stream: StreamName): Promise<LoadedAggregate<State>> {
    const loaded = notYet(this.#aggregate);
    if (await this.#catchUp(stream, loaded)) this.#cache.set(stream, loaded);
    return loaded;
  }

  #catchUp(stream: StreamName, loaded: LoadedAggregate<State>): Promise<boolean> {
    return catchUp(this.#aggregate, this.#store, stream, loaded);
  }

  #bar({ state }: LoadedAggregate<State>, { onlyCustomerId }: CommandContext): Decision<Event> | undefined {
    if (onlyCustomerId === undefined) return undefined;
    const { category, ownerOf } = this.#aggregate;
    const owner = ownerOf(state);
    if (owner === undefined || owner === onlyCustomerId) return undefined;
    return notFound(category);
  }

  async #decide(state: State, plan: CommandPlan<Command, Event, State>): Promise<Decision<Event>> {
    const planned = typeof plan === 'function' ? await plan(state) : plan;
    return isDecision(planned) ? planned : this.#aggregate.decider.decide(planned, state);
  }

  #advance(loaded: LoadedAggregate<State>, context: CommandContext, events: readonly Event[], lastHash: string): void {
    const firstVersion = loaded.version + 1;
    loaded.state = fold(this.#aggregate.decider.evolve, loaded.state, events);
    loaded.version += events.length;
    loaded.lastHash = lastHash;
    const { commandId, requestHash } = context;
    loaded.commands.set(commandId, { firstVersion, lastVersion: loaded.version, requestHash });
  }

  async #repeat(
    stream: StreamName,
    context: CommandContext,
    loaded: LoadedAggregate<State>,
    trace: CommandTrace,
  ): Promise<Handled<Event, State>> {
    if (trace.requestHash !== context.requestHash) return idempotencyKeyReused();
    const then = loaded.version === trace.lastVersion ? loaded : notYet(this.#aggregate);
    if (then !== loaded) await catchUp(this.#aggregate, this.#store, stream, then, trace.lastVersion);
    return answer(then, true, await this.#facts(stream, trace.firstVersion, trace.lastVersion));
  }
}

const answer = <Event, State>(
  { state, version }: LoadedAggregate<State>,
  repeated: boolean,
  facts: readonly Fact<Event>[],
): Accepted<Event, State> => ({ ok: true, state, version, repeated, facts });
