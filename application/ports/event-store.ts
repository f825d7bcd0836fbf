import type { EventBatch, Position, RecordedEvent } from '../../domain/shared/message.ts';
import type { Category } from '../../domain/aggregates.ts';
import type { StreamName } from '../../domain/shared/stream.ts';

/**
 * An event ready to be stored. `data` and `metadata` are JSON texts: exactly the bytes that the hash chain covers.
 * They survive `JSON.stringify(JSON.parse(text))` unchanged.
 */
export interface NewEvent {
  /** UUID. The same ids at the same expected version are one append: sending it again is safe. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** The number of events that the stream must have: `0` is "must not exist". `any` does not look. */
export type ExpectedVersion = number | 'any';

export type AppendResult =
  | {
      readonly ok: true;
      /** The stream's version after the append. */
      readonly version: number;
      /** The global position of the last event appended. */
      readonly position: Position;
    }
  /** Another append came first. `version` is the stream's now. Nothing was written. */
  | { readonly ok: false; readonly version: number };

export interface ReadOptions {
  /** The first version to read; 1 by default. */
  readonly from?: number;
  /** At most so many events; all by default. */
  readonly limit?: number;
}

export interface SubscribeOptions {
  /** The checkpoint: delivery starts with the first event after it. 0 is the beginning. */
  readonly after: Position;
  /** Only streams of these categories; all by default. */
  readonly categories?: readonly Category[];
  /** At most so many events a batch; 500 by default. */
  readonly batchSize?: number;
  /** Ends the iteration after the batch in hand. */
  readonly signal: AbortSignal;
}

/** The event is larger than {@link maxEventBytes}: refused before anything is sent. */
export class EventTooLargeError extends Error {
  override readonly name = 'EventTooLargeError';
  readonly bytes: number;
  constructor(type: string, bytes: number) {
    super(`event ${type} has ${bytes} bytes; at most ${maxEventBytes} are stored: split the command`);
    this.bytes = bytes;
  }
}

/** The store cannot be reached or did not answer in time. Whether an append happened is unknown: send it again. */
export class EventStoreUnavailableError extends Error {
  override readonly name = 'EventStoreUnavailableError';
}

/** Largest data plus metadata of one event, in UTF-8 bytes. */
export const maxEventBytes = 1_000_000;

/**
 * The log. Two implementations, one contract suite: streams with contiguous versions from 1, a global order that is the
 * commit order, idempotent appends, subscriptions that miss and double nothing.
 */
export interface EventStore {
  /**
   * Appends all events or none. Events with the ids that the stream already has at that place are an append that was
   * repeated: it answers as the first one did. With `any`, a repetition is recognised only if those events are the
   * stream's last ones.
   * @throws EventTooLargeError, EventStoreUnavailableError
   */
  append(stream: StreamName, expected: ExpectedVersion, events: readonly NewEvent[]): Promise<AppendResult>;

  /** The stream's events in order; empty for a stream that does not exist. */
  read(stream: StreamName, options?: ReadOptions): Promise<readonly RecordedEvent[]>;

  /**
   * All events in global order from a checkpoint on, for ever, in batches: pulled, so a slow reader holds nothing up.
   * Batches may be empty of events: while `position` advances over filtered ones, and to say at once that a subscription
   * which starts at the end is caught up. Reconnects by itself.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<EventBatch>;

  /** The position of the last event in the store; 0 if empty. */
  head(): Promise<Position>;

  /** Resolves if the store answers. @throws EventStoreUnavailableError */
  ping(): Promise<void>;

  /** Waits for appends in flight, then lets go of connections. */
  close(): Promise<void>;
}
