import { setTimeout as delay } from 'node:timers/promises';
import {
  EventStoreUnavailableError,
  EventTooLargeError,
  maxEventBytes,
  type AppendResult,
  type EventStore,
  type ExpectedVersion,
  type NewEvent,
  type ReadOptions,
  type SubscribeOptions,
} from '../../../application/ports/event-store.ts';
import type { EventBatch, Position, RecordedEvent } from '../../../domain/shared/message.ts';
import type { StreamName } from '../../../domain/shared/stream.ts';
import { readHead } from './all-stream.ts';
import { collect } from './collect.ts';
import { Connection, pauseBefore } from './connection.ts';
import { Disconnected } from './disconnected.ts';
import type { ReconnectingClient } from './reconnecting-client.ts';
import { appendRequest, bytesOf, readAppendAnswer, toRecorded } from './messages.ts';
import { follow } from './subscription.ts';

export interface EventStoreDbOptions {
  /** `esdb://…` or `esdb+discover://…`; EventStoreDB 21.10 or later, or KurrentDB. */
  readonly url: string;
  /** How long one attempt may stay without an answer; 2,500 by default. */
  readonly attemptMs?: number;
  /** How long appends and reads are tried again before the store counts as unavailable; 10,000 by default. */
  readonly giveUpMs?: number;
  /** How long a subscription may be silent before the log itself is looked at; 1,000 by default. */
  readonly silenceMs?: number;
  /** Hears why a subscription had to be taken up again. */
  readonly onTrouble?: (error: Error) => void;
}

/** Opens the log of an EventStoreDB. Connects when it is first used. */
export const openEventStoreDb = (options: EventStoreDbOptions): EventStore => new EventStoreDb(options);

class EventStoreDb implements EventStore {
  readonly #connection: Connection;
  readonly #attemptMs: number;
  readonly #giveUpMs: number;
  readonly #silenceMs: number;
  readonly #onTrouble: (error: Error) => void;
  readonly #appending = new Set<Promise<AppendResult>>();
  #closing = false;

  constructor(options: EventStoreDbOptions) {
    this.#connection = new Connection(options.url);
    this.#attemptMs = options.attemptMs ?? 2_500;
    this.#giveUpMs = options.giveUpMs ?? 10_000;
    this.#silenceMs = options.silenceMs ?? 1_000;
    this.#onTrouble = options.onTrouble ?? (() => undefined);
  }

  async append(stream: StreamName, expected: ExpectedVersion, events: readonly NewEvent[]): Promise<AppendResult> {
    for (const event of events) {
      if (bytesOf(event) > maxEventBytes) throw new EventTooLargeError(event.type, bytesOf(event));
    }
    if (this.#closing) throw new EventStoreUnavailableError('the event store is closed');
    const appending = this.#append(stream, expected, events);
    this.#appending.add(appending);
    try {
      return await appending;
    } finally {
      this.#appending.delete(appending);
    }
  }

  read(stream: StreamName, options: ReadOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.#persist((link) => this.#read(link, stream, options));
  }

  async *subscribe(options: SubscribeOptions): AsyncGenerator<EventBatch> {
    const signal = AbortSignal.any([options.signal, this.#connection.closed]);
    const { categories, batchSize = 500 } = options;
    let position = options.after;
    for (let failures = 0; !signal.aborted;) {
      try {
        const link = await this.#connection.link();
        const settings = { categories, batchSize, silenceMs: this.#silenceMs, idleMs: this.#attemptMs, signal };
        for await (const batch of follow(link, position, settings)) {
          failures = 0;
          position = batch.position;
          yield batch;
        }
      } catch (error) {
        if (!(error instanceof Disconnected)) throw error;
        failures += 1;
        await this.#recover(error, failures, signal);
      }
    }
  }

  head(): Promise<Position> {
    return this.#persist((link) => readHead(link, this.#attemptMs));
  }

  async ping(): Promise<void> {
    await this.#connection.persist(this.#attemptMs, (link) => readHead(link, this.#attemptMs));
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled(this.#appending);
    await this.#connection.close();
  }

  async #recover(error: Disconnected, failures: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#onTrouble(error);
    await delay(pauseBefore(failures), undefined, { signal }).catch(() => undefined);
  }

  #persist<T>(action: (link: ReconnectingClient) => Promise<T>): Promise<T> {
    return this.#connection.persist(this.#giveUpMs, action);
  }

  async #read(
    link: ReconnectingClient,
    stream: StreamName,
    { from = 1, limit }: ReadOptions,
  ): Promise<readonly RecordedEvent[]> {
    const start = { fromRevision: BigInt(from - 1), ...(limit === undefined ? {} : { maxCount: limit }) };
    const resolved = await collect(link, () => link.client.readStream(stream, start), this.#attemptMs);
    return resolved.flatMap(({ event }) => (event === undefined ? [] : [toRecorded(event)]));
  }

  /** Every attempt carries the same event ids, so that one whose answer got lost is recognised by the server. */
  async #append(stream: StreamName, expected: ExpectedVersion, events: readonly NewEvent[]): Promise<AppendResult> {
    const appended = await this.#persist(async (link) => {
      const call = await link.appends();
      return readAppendAnswer(await call.send(appendRequest(stream, expected, events), this.#attemptMs), events);
    });
    if (!appended.ok) return appended;
    const { version, position = await this.#positionOf(stream, version) } = appended;
    return { ok: true, version, position };
  }

  async #positionOf(stream: StreamName, version: number): Promise<Position> {
    const [event] = await this.#persist((link) => this.#read(link, stream, { from: version, limit: 1 }));
    if (event === undefined) throw new EventStoreUnavailableError(`${stream} does not show its version ${version} yet`);
    return event.position;
  }
}
