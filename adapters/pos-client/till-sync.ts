import { batchesOf } from './batches.ts';
import { LineError, type EngineLine } from './engine-line.ts';
import type { TillListeners } from './listeners.ts';
import type { Outbox, Pending } from './outbox.ts';
import type { Surroundings } from './surroundings.ts';

/** What came of a sync. `pending` are records that wait to be sent: new ones, or such as the engine does not take now. */
export interface SyncReport {
  readonly acknowledged: number;
  readonly pending: number;
}

const maximumAttempts = 5;
const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** Tells the engine what the till did. */
export class TillSync {
  readonly #tillId: string;
  readonly #outbox: Outbox;
  readonly #line: EngineLine;
  readonly #around: Surroundings;
  readonly #listeners: TillListeners;
  #connection: 'online' | 'offline' | 'unknown' = 'unknown';

  constructor(tillId: string, outbox: Outbox, line: EngineLine, around: Surroundings, listeners: TillListeners) {
    this.#tillId = tillId;
    this.#outbox = outbox;
    this.#line = line;
    this.#around = around;
    this.#listeners = listeners;
  }

  /**
   * Tells everything that is pending, once; tries again where the engine does not answer, waiting longer and longer. Two tabs
   * that sync at once do so one after the other where the browser has locks, and do no harm where it has none.
   * @throws LineError: what was not acknowledged is kept
   */
  run(signal: AbortSignal): Promise<SyncReport> {
    return this.#around.exclusively(`comanda-till-${this.#tillId}`, async () => {
      let acknowledged = 0;
      for (const batch of batchesOf(await this.#outbox.pending())) {
        acknowledged += await this.#tell(batch, signal);
        await this.#progress(acknowledged);
      }
      const left = await this.#outbox.pending();
      return { acknowledged, pending: left.length };
    });
  }

  /** @returns how many were acknowledged. What does not get through together is tried in parts: one record stops no other. */
  async #tell(batch: readonly Pending[], signal: AbortSignal): Promise<number> {
    try {
      const results = await this.#insist(batch, signal);
      const { acknowledged, conflicts, rejected } = await this.#outbox.settle(batch, results);
      for (const conflict of conflicts) this.#listeners.onConflict?.(conflict);
      for (const one of rejected) this.#listeners.onRejected?.(one);
      return acknowledged;
    } catch (error) {
      if (!(error instanceof LineError) || error.trouble !== 'failed') throw error;
      if (batch.length === 1) return 0;
      const middle = Math.ceil(batch.length / 2);
      const first = await this.#tell(batch.slice(0, middle), signal);
      return first + (await this.#tell(batch.slice(middle), signal));
    }
  }

  async #insist(batch: readonly Pending[], signal: AbortSignal) {
    const records = batch.map(({ record }) => record);
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        const results = await this.#line.sync(this.#tillId, records);
        this.#hear('online');
        return results;
      } catch (error) {
        if (!(error instanceof LineError) || error.trouble !== 'away') throw error;
        this.#hear('offline');
        if (attempt === maximumAttempts) throw error;
        await this.#around.pause(error.retryAfterMs ?? this.#backoff(attempt), signal);
      }
    }
  }

  /** Between half and all of a wait that doubles: tills that lost the line together do not come back together. */
  #backoff(attempt: number): number {
    return Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs) * (0.5 + this.#around.random() / 2);
  }

  #hear(connection: 'online' | 'offline'): void {
    if (this.#connection === connection) return;
    this.#connection = connection;
    this.#listeners.onConnection?.(connection);
  }

  async #progress(acknowledged: number): Promise<void> {
    if (this.#listeners.onProgress === undefined) return;
    this.#listeners.onProgress({ acknowledged, pending: (await this.#outbox.pending()).length });
  }
}
