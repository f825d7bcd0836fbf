import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import { backoffMs } from '../../../application/resilience/retry.ts';
import { Disconnected } from './disconnected.ts';
import { ReconnectingClient } from './reconnecting-client.ts';

const pauses = { firstMs: 50, longestMs: 1_000 };

/** The pause before attempt `n` (from 1 on) after failures: doubling, up to a second. */
export const pauseBefore = (attempt: number): number => backoffMs(pauses, attempt);

/** Keeps a link to the server: opens one when it is needed and another when that one is lost. */
export class Connection {
  readonly #url: string;
  readonly #closed = new AbortController();
  #link: Promise<ReconnectingClient> | undefined;
  #opened = 0;

  /** @param url `esdb://…` or `esdb+discover://…` */
  constructor(url: string) {
    this.#url = url;
  }

  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** @throws Disconnected if there is none to be had now, or after {@link close}. */
  link(): Promise<ReconnectingClient> {
    if (this.closed.aborted) return Promise.reject(new Disconnected('the event store is closed'));
    this.#link ??= this.#open();
    return this.#link;
  }

  /** Does something on a link, again and again on new ones until it is done or `giveUpMs` are over. */
  async persist<T>(giveUpMs: number, action: (link: ReconnectingClient) => Promise<T>): Promise<T> {
    const deadline = performance.now() + giveUpMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await action(await this.link());
      } catch (error) {
        if (!(error instanceof Disconnected)) throw error;
        const pauseMs = pauseBefore(attempt);
        if (this.closed.aborted || performance.now() + pauseMs > deadline) {
          throw new EventStoreUnavailableError(`EventStoreDB does not answer: ${error.message}`, { cause: error });
        }
        await delay(pauseMs);
      }
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
    const link = await this.#link?.catch(() => undefined);
    link?.lose();
  }

  #open(): Promise<ReconnectingClient> {
    this.#opened += 1;
    const opening = ReconnectingClient.open(freshConnection(this.#url, this.#opened));
    const forget = (): void => {
      if (this.#link === opening) this.#link = undefined;
    };
    opening.then((link) => {
      link.lost.addEventListener('abort', forget);
    }, forget);
    return opening;
  }
}

/**
 * gRPC shares one TCP connection, and its back-off of up to two minutes after failures, between all channels of equal
 * settings. A keep-alive timeout that differs by a millisecond gives every link a connection of its own.
 */
const freshConnection = (url: string, number: number): string => {
  const timeoutMs = Number(/[?&]keepAliveTimeout=(\d+)/i.exec(url)?.[1] ?? 10_000) + (number % 1_000);
  return `${url}${url.includes('?') ? '&' : '?'}keepAliveTimeout=${timeoutMs}`;
};
