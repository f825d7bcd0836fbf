import type { Category } from '../../domain/aggregates.ts';
import type { EventBatch, Instant, Position, RecordedEvent } from '../../domain/shared/message.ts';
import type { StreamName } from '../../domain/shared/stream.ts';
import type { Checkpoints, ParkedEvents } from '../ports/checkpoints.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Clock, Log, Pause } from '../ports/system.ts';
import { concurrentMap } from '../resilience/concurrent-map.ts';
import { retry, type RetryOptions } from '../resilience/retry.ts';

export interface ReactorDependencies {
  readonly store: EventStore;
  readonly checkpoints: Checkpoints;
  readonly parkedEvents: ParkedEvents;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly log: Log;
}

export interface ReactorOptions {
  /** Names its checkpoint and its parked events. */
  readonly name: string;
  /** Only streams of these categories; all by default. */
  readonly categories?: readonly Category[];
  /** Streams handled side by side; 8 by default. More where handling is mostly waiting. */
  readonly concurrency?: number;
  /**
   * Handles one event; called again for the same one after a failure or a restart, so its effect must bear repetition. Events
   * of one stream come in order and one at a time, those of different streams side by side. Throw
   * ServiceUnavailableError or EventStoreUnavailableError to be called until it works; any other error, a few times over,
   * parks the stream.
   */
  readonly handle: (event: RecordedEvent) => Promise<void>;
}

/** How far a subscription is behind the log. */
export interface Lag {
  /** Positions of the log after the last handled one. */
  readonly positions: number;
  /** Milliseconds since the oldest event in hand was recorded; 0 if none is. */
  readonly ageMs: number;
}

const defaultConcurrency = 8;

/**
 * An arrow out of the event store: every event, in order within its stream, at least once, resumed after the last batch that
 * was handled whole. An event that cannot be handled is parked with what comes after it in its stream, and nothing
 * else waits for it; the next run tries parked events first, so that a repaired program makes up for them.
 */
export class Reactor {
  readonly #dependencies: ReactorDependencies;
  readonly #options: ReactorOptions;
  readonly #parkedStreams = new Set<string>();
  #position: Position = 0;
  #inHandSince: Instant | undefined;

  constructor(dependencies: ReactorDependencies, options: ReactorOptions) {
    this.#dependencies = dependencies;
    this.#options = options;
  }

  /** Runs until aborted; resolves once the events in hand are handled or given back. One run at a time. */
  async run(signal: AbortSignal): Promise<void> {
    const { store, checkpoints, pause, log } = this.#dependencies;
    const { name, categories } = this.#options;
    const retries = { pause, log, signal };
    try {
      await this.#retryParked(retries);
      this.#position = await retry(retries, { subscription: name }, () => checkpoints.load(name));
      const filter = categories === undefined ? {} : { categories };
      for await (const batch of store.subscribe({ ...filter, after: this.#position, signal })) {
        await this.#handleBatch(retries, batch);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async lag(): Promise<Lag> {
    const positions = Math.max(0, (await this.#dependencies.store.head()) - this.#position);
    const since = this.#inHandSince;
    const now = Date.parse(this.#dependencies.clock.now());
    return { positions, ageMs: since === undefined ? 0 : Math.max(0, now - Date.parse(since)) };
  }

  async #handleBatch(retries: RetryOptions, { events, position }: EventBatch): Promise<void> {
    this.#inHandSince = events[0]?.metadata.recorded_at;
    const { name, concurrency = defaultConcurrency } = this.#options;
    await concurrentMap(concurrency, [...byStream(events).values()], async (ofStream) => {
      for (const event of ofStream) await this.#handleOrPark(retries, event);
    });
    if (position > this.#position) {
      await retry(retries, { subscription: name }, () => this.#dependencies.checkpoints.save(name, position));
    }
    this.#position = position;
    this.#inHandSince = undefined;
  }

  async #handleOrPark(retries: RetryOptions, event: RecordedEvent): Promise<void> {
    if (this.#parkedStreams.has(event.stream)) {
      await this.#park(retries, event, 'waits behind an earlier event of its stream');
      return;
    }
    try {
      await this.#handle(retries, event);
    } catch (error) {
      if (retries.signal.aborted) throw error;
      await this.#park(retries, event, error instanceof Error ? error.message : String(error));
    }
  }

  #handle(retries: RetryOptions, event: RecordedEvent): Promise<void> {
    return retry(retries, this.#fields(event), () => this.#options.handle(event));
  }

  async #park(retries: RetryOptions, event: RecordedEvent, reason: string): Promise<void> {
    const { parkedEvents, log } = this.#dependencies;
    const { id: eventId, stream, version, position } = event;
    this.#parkedStreams.add(stream);
    log.error({ ...this.#fields(event), reason }, 'event parked');
    const parked = { eventId, stream, version, position, reason };
    await retry(retries, this.#fields(event), () => parkedEvents.park(this.#options.name, parked));
  }

  /** In order; the first one of a stream that fails again keeps the rest of its stream where it is. */
  async #retryParked(retries: RetryOptions): Promise<void> {
    const { store, parkedEvents, log } = this.#dependencies;
    const { name } = this.#options;
    this.#parkedStreams.clear();
    for (const parked of await retry(retries, { subscription: name }, () => parkedEvents.list(name))) {
      if (this.#parkedStreams.has(parked.stream)) continue;
      const fields = { subscription: name, event_id: parked.eventId, stream: parked.stream, version: parked.version };
      const from = { from: parked.version, limit: 1 };
      const [event] = await retry(retries, fields, () => store.read(parked.stream as StreamName, from));
      try {
        if (event !== undefined) await this.#handle(retries, event);
        await retry(retries, fields, () => parkedEvents.forget(name, parked.eventId));
      } catch (error) {
        if (retries.signal.aborted) throw error;
        this.#parkedStreams.add(parked.stream);
        log.error({ ...fields, err: error }, 'event stays parked');
      }
    }
  }

  #fields({ id, stream, version, type }: RecordedEvent): Readonly<Record<string, unknown>> {
    return { subscription: this.#options.name, event_id: id, stream, version, type };
  }
}

const byStream = (events: readonly RecordedEvent[]): Map<string, RecordedEvent[]> => {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const known = streams.get(event.stream);
    if (known === undefined) streams.set(event.stream, [event]);
    else known.push(event);
  }
  return streams;
};
