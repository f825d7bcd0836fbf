import {
  EventTooLargeError,
  maxEventBytes,
  type AppendResult,
  type EventStore,
  type ExpectedVersion,
  type NewEvent,
  type ReadOptions,
  type SubscribeOptions,
} from '../../application/ports/event-store.ts';
import type { EventBatch, EventMetadata, RecordedEvent } from '../../domain/shared/message.ts';
import type { StreamName } from '../../domain/shared/stream.ts';

/**
 * The event store's contract in memory: versions, conflicts, repeated appends, subscriptions. Events are kept as texts and
 * parsed at every read, so nothing is shared with who wrote them and what JSON cannot carry is lost, as in the real stores.
 */
export class InMemoryEventStore implements EventStore {
  readonly #log: StoredEvent[] = [];
  readonly #streams = new Map<StreamName, StoredEvent[]>();
  readonly #sleepers = new Set<() => void>();

  append(stream: StreamName, expected: ExpectedVersion, events: readonly NewEvent[]): Promise<AppendResult> {
    const tooLarge = events.map(sizeOf).findIndex((bytes) => bytes > maxEventBytes);
    const refused = events[tooLarge];
    if (refused !== undefined) return Promise.reject(new EventTooLargeError(refused.type, sizeOf(refused)));

    const existing = this.#streams.get(stream) ?? [];
    const at = expected === 'any' ? existing.length - events.length : expected;
    const repeated = at >= 0 && events.every((event, index) => existing[at + index]?.event.id === event.id);
    if (repeated && events.length > 0) {
      return Promise.resolve({
        ok: true,
        version: at + events.length,
        position: existing[at + events.length - 1]!.position,
      });
    }
    if (expected !== 'any' && expected !== existing.length)
      return Promise.resolve({ ok: false, version: existing.length });

    for (const event of events) {
      const stored = { stream, version: existing.length + 1, position: this.#log.length + 1, event };
      existing.push(stored);
      this.#log.push(stored);
    }
    this.#streams.set(stream, existing);
    for (const wake of this.#sleepers) wake();
    return Promise.resolve({ ok: true, version: existing.length, position: this.#log.length });
  }

  read(stream: StreamName, options: ReadOptions = {}): Promise<readonly RecordedEvent[]> {
    const first = (options.from ?? 1) - 1;
    const events = (this.#streams.get(stream) ?? []).slice(first, first + (options.limit ?? Number.POSITIVE_INFINITY));
    return Promise.resolve(events.map(toRecorded));
  }

  async *subscribe(options: SubscribeOptions): AsyncGenerator<EventBatch> {
    const { signal, categories, batchSize = 500 } = options;
    let position = options.after;
    let caughtUp = false;
    while (!signal.aborted) {
      const slice = this.#log.slice(position, position + batchSize);
      if (slice.length === 0 && caughtUp) {
        await this.#sleep(signal);
        continue;
      }
      position += slice.length;
      const wanted = slice.filter(({ stream }) => categories?.some((name) => stream.startsWith(`${name}-`)) ?? true);
      caughtUp = position === this.#log.length;
      yield { events: wanted.map(toRecorded), position, caughtUp };
    }
  }

  head(): Promise<number> {
    return Promise.resolve(this.#log.length);
  }

  /** Every event in global order. */
  all(): readonly RecordedEvent[] {
    return this.#log.map(toRecorded);
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #sleep(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

interface StoredEvent {
  readonly stream: StreamName;
  readonly version: number;
  readonly position: number;
  readonly event: NewEvent;
}

const sizeOf = (event: NewEvent): number => Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata);

const toRecorded = ({ stream, version, position, event }: StoredEvent): RecordedEvent => ({
  id: event.id,
  stream,
  version,
  position,
  type: event.type,
  data: JSON.parse(event.data) as unknown,
  metadata: JSON.parse(event.metadata) as EventMetadata,
});
