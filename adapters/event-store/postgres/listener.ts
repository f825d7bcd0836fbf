import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { HeadSignal } from './head-signal.ts';
import { appendedChannel } from './migrations.ts';

const firstPauseMs = 100;
const longestPauseMs = 5000;

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
    let pauseMs = firstPauseMs;
    while (!this.#closing.aborted) {
      try {
        await this.#listen(() => {
          pauseMs = firstPauseMs;
        });
      } catch {
        await delay(pauseMs, undefined, { signal: this.#closing }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
  }

  /** Resolves when closing. @throws when the connection breaks */
  async #listen(connected: () => void): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await new Promise<void>((resolve, reject) => {
        client.on('error', reject);
        client.on('end', () => {
          reject(new Error('the connection ended'));
        });
        client.on('notification', ({ payload }) => {
          this.#head.advance(Number(payload));
        });
        this.#closing.addEventListener('abort', () => {
          resolve();
        });
        client.query(`listen ${appendedChannel}`).then(() => {
          connected();
          this.#head.wakeAll();
          if (this.#closing.aborted) resolve();
        }, reject);
      });
    } finally {
      client.release(true);
    }
  }
}
