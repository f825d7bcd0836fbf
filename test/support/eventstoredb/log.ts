/** An event as a client proposes it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  /** Offset in the log, in bytes: commit and prepare position are the same for events written over gRPC. */
  readonly position: number;
}

export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists';

export type WriteResult =
  | { readonly outcome: 'written'; readonly revision: number; readonly position: number }
  | { readonly outcome: 'repeated'; readonly revision: number }
  /** `current` is undefined if there is no such stream. */
  | { readonly outcome: 'wrong_version'; readonly current: number | undefined }
  | { readonly outcome: 'too_large' };

/** What EventStoreDB takes in one append by default. */
export const maxAppendBytes = 1_048_576;

const systemEventEvery = 50;

/**
 * EventStoreDB's log in memory: streams with revisions from 0, one global order by byte offset, expected revisions and
 * idempotent event ids as the server checks them. Statistics of the server itself lie between the events.
 */
export class EventLog {
  readonly #all: LoggedEvent[] = [];
  readonly #streams = new Map<string, LoggedEvent[]>();
  readonly #byId = new Map<string, LoggedEvent>();
  readonly #waiting = new Set<() => void>();
  #end = 0;

  constructor() {
    this.#writeStatistics();
  }

  write(stream: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): WriteResult {
    if (events.reduce((bytes, event) => bytes + sizeOf(event), 0) > maxAppendBytes) return { outcome: 'too_large' };
    const current = this.stream(stream).length - 1;
    const first = this.#byId.get(events[0]?.id ?? '');
    const from =
      expected === 'any' || expected === 'stream_exists'
        ? first?.stream === stream
          ? first.revision
          : current + 1
        : expected === 'no_stream'
          ? 0
          : expected + 1;
    if (from > current + 1 || (expected === 'stream_exists' && current < 0)) return wrongVersion(current);
    if (from <= current) {
      const stored = this.stream(stream).slice(from, from + events.length);
      const repeated = events.every(({ id }, index) => stored[index]?.id === id);
      return repeated ? { outcome: 'repeated', revision: from + events.length - 1 } : wrongVersion(current);
    }
    for (const event of events) this.#write(stream, event);
    for (const wake of this.#waiting) wake();
    return { outcome: 'written', revision: current + events.length, position: this.#all.at(-1)!.position };
  }

  stream(name: string): readonly LoggedEvent[] {
    return this.#streams.get(name) ?? [];
  }

  /** All events in global order, those of system streams too. */
  all(): readonly LoggedEvent[] {
    return this.#all;
  }

  /** The index in {@link all} of the event at `position`; undefined for an offset where none lies. */
  indexOf(position: number): number | undefined {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#all[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return this.#all[low]?.position === position ? low : undefined;
  }

  /** Resolves after the next write, or when `signal` is aborted. */
  nextWrite(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }

  #write(stream: string, event: ProposedEvent): void {
    const events = this.#streams.get(stream) ?? [];
    const logged = { ...event, stream, revision: events.length, position: this.#end };
    this.#end += 148 + Buffer.byteLength(stream) + sizeOf(event);
    events.push(logged);
    this.#streams.set(stream, events);
    this.#byId.set(event.id, logged);
    this.#all.push(logged);
    if (!stream.startsWith('$') && this.#all.length % systemEventEvery === 0) this.#writeStatistics();
  }

  #writeStatistics(): void {
    const id = `00000000-0000-4000-8000-${String(this.#all.length).padStart(12, '0')}`;
    const data = Buffer.from('{"proc":{"mem":1}}');
    const type = '$statsCollected';
    this.#write('$stats-127.0.0.1:2113', {
      id,
      type,
      contentType: 'application/json',
      data,
      metadata: Buffer.alloc(0),
    });
  }
}

const wrongVersion = (current: number): WriteResult => ({
  outcome: 'wrong_version',
  current: current < 0 ? undefined : current,
});

const sizeOf = ({ type, data, metadata }: ProposedEvent): number => data.length + metadata.length + 2 * type.length;
