import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { backoffMs } from '../../../application/resilience/retry.ts';
import type { HeadSignal } from './head-signal.ts';
import { appendedChannel } from './migrations.ts';

const pauses = { firstMs: 100, longestMs: 5_000 };

/**
 * Hears of what other processes append: one connection for all subscriptions of a store, taken from the pool when the
 * first of them starts, and taken anew when it breaks. Deaf moments cost a delay only, since subscriptions poll too.
 */
export class Listener {
  readonly #pool: pg.Pool;
  readonly #head: HeadSignal;
  readonly #closing: AbortSignal;
  #running: Promise<void> | undefined;

  constructor(pool: pg.Pool, head: HeadSignal, closing: AbortSignal) {
    this.#pool = pool;
    this.#head = head;
    this.#closing = closing;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves once the connection is let go of; asks for nothing itself. */
  async stopped(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#closing.aborted) {
      try {
        await this.#listen(() => {
          failures = 0;
        });
      } catch {
        failures += 1;
        await delay(backoffMs(pauses, failures), undefined, { signal: this.#closing }).catch(() => undefined);
      }
    }
  }

  /** Resolves when the connection ends. @throws when it cannot be had, breaks, or is no longer wanted */
  async #listen(connected: () => void): Promise<void> {
    const client = await this.#pool.connect();
    try {
      client.on('notification', ({ payload }) => {
        this.#head.advance(Number(payload));
      });
      const ended = once(client, 'end', { signal: this.#closing });
      await Promise.race([client.query(`listen ${appendedChannel}`), ended]);
      connected();
      this.#head.wakeAll();
      await ended;
    } finally {
      client.release(true);
    }
  }
}
