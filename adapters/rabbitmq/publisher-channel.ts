import type { ChannelModel, ConfirmChannel, Options } from 'amqplib';
import { setTimeout as pause } from 'node:timers/promises';
import type { Publication } from '../../application/ports/publisher.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { Clock } from '../../application/ports/system.ts';
import type { Session } from './reconnecting-connection.ts';

export interface PublisherChannelOptions {
  readonly exchange: string;
  readonly clock: Clock;
  /** Longest time without a confirm while some are awaited. */
  readonly confirmTimeoutMs: number;
  /** Longest time that a broker which takes nothing in is waited for. */
  readonly patienceMs: number;
}

/** Where messages are kept that no queue was bound for. */
export const unroutedQueue = (exchange: string): string => `${exchange}.unrouted`;

/** The oldest of more than this go: the log has every event anyway, and no queue asked for these. */
const unroutedBytes = 1_000_000_000;

/** Header of a kept message: where it should have gone. */
export const routingKeyHeader = 'x-routing-key';

/** One channel of one connection, for publishing: any number of messages at once, each confirmed by the broker. */
export class PublisherChannel implements Session {
  readonly #channel: ConfirmChannel;
  readonly #options: PublisherChannelOptions;
  readonly #cut: (reason: Error) => void;
  /** Messages that came back for want of a queue; their confirms are still to come. */
  readonly #returned = new Set<string>();
  #awaited = 0;
  #silence: NodeJS.Timeout | undefined;
  #closed = false;
  #full = false;
  #blocked = false;
  #wake = new AbortController();

  static async open(
    connection: ChannelModel,
    cut: (reason: Error) => void,
    options: PublisherChannelOptions,
  ): Promise<PublisherChannel> {
    const channel = await connection.createConfirmChannel();
    const outlet = new PublisherChannel(channel, cut, options);
    connection.on('blocked', () => (outlet.#blocked = true));
    connection.on('unblocked', () => {
      outlet.#blocked = false;
      outlet.#wakeUp();
    });
    const { exchange } = options;
    await channel.assertExchange(exchange, 'topic', { durable: true });
    const bounded = { 'x-queue-type': 'quorum', 'x-max-length-bytes': unroutedBytes };
    await channel.assertQueue(unroutedQueue(exchange), { durable: true, arguments: bounded });
    return outlet;
  }

  private constructor(channel: ConfirmChannel, cut: (reason: Error) => void, options: PublisherChannelOptions) {
    this.#channel = channel;
    this.#cut = cut;
    this.#options = options;
    channel.on('return', ({ properties, fields }) => {
      this.#returned.add(nameOf(String(properties.messageId), fields.routingKey));
    });
    channel.on('drain', () => {
      this.#full = false;
      this.#wakeUp();
    });
    channel.on('error', cut);
    channel.on('close', () => {
      this.#closed = true;
      clearTimeout(this.#silence);
      this.#wakeUp();
      cut(new Error('the broker closed the channel'));
    });
  }

  /**
   * Sends to the exchange, and resolves once the broker has it on disk in every queue that wants it.
   * @returns false if no queue does: then it is in the queue of unrouted messages
   * @throws ServiceUnavailableError
   */
  async send(publication: Publication): Promise<boolean> {
    const { routingKey, messageId, headers } = publication;
    await this.#publish(this.#options.exchange, routingKey, publication, headers);
    if (!this.#returned.delete(nameOf(messageId, routingKey))) return true;
    const queue = unroutedQueue(this.#options.exchange);
    await this.#publish('', queue, publication, { ...headers, [routingKeyHeader]: routingKey });
    if (this.#returned.delete(nameOf(messageId, queue))) {
      const cause = new Error(`the queue ${queue} is gone`);
      this.#cut(cause); // The next connection declares it again.
      throw new ServiceUnavailableError('rabbitmq', { cause });
    }
    return false;
  }

  async close(): Promise<void> {
    await this.#channel.close();
  }

  /** Resolves if the broker answers. */
  async ping(): Promise<void> {
    await this.#channel.checkExchange(this.#options.exchange);
  }

  async #publish(
    exchange: string,
    routingKey: string,
    publication: Publication,
    headers: Publication['headers'],
  ): Promise<void> {
    if (this.#full || this.#blocked) await this.#room();
    if (this.#closed) throw new ServiceUnavailableError('rabbitmq');
    const properties: Options.Publish = {
      persistent: true,
      mandatory: true,
      contentType: 'application/json',
      contentEncoding: 'utf-8',
      appId: 'comanda',
      messageId: publication.messageId,
      type: publication.routingKey,
      timestamp: Math.floor(Date.parse(this.#options.clock.now()) / 1000),
      headers,
    };
    await new Promise<void>((resolve, reject) => {
      const content = Buffer.from(publication.body);
      const confirmed = (cause: unknown): void => {
        this.#confirmed();
        if (cause === null) resolve();
        else reject(new ServiceUnavailableError('rabbitmq', { cause }));
      };
      this.#full = !this.#channel.publish(exchange, routingKey, content, properties, confirmed);
      this.#await();
    });
  }

  /** Waits until the connection takes more in. */
  async #room(): Promise<void> {
    const end = new AbortController();
    const paymentWindow = pause(this.#options.patienceMs, true, { signal: end.signal }).catch(() => true);
    try {
      while (!this.#closed && (this.#full || this.#blocked)) {
        const { signal } = this.#wake;
        const woken = new Promise<false>((resolve) => {
          signal.addEventListener('abort', () => {
            resolve(false);
          });
        });
        const gaveUp = await Promise.race([paymentWindow, woken]);
        if (gaveUp) throw new ServiceUnavailableError('rabbitmq');
      }
    } finally {
      end.abort();
    }
  }

  #wakeUp(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  #await(): void {
    this.#awaited += 1;
    this.#silence ??= setTimeout(() => {
      this.#cut(new Error(`nothing was confirmed for ${this.#options.confirmTimeoutMs} ms`));
    }, this.#options.confirmTimeoutMs);
  }

  #confirmed(): void {
    this.#awaited -= 1;
    if (this.#awaited > 0) {
      this.#silence?.refresh();
      return;
    }
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }
}

const nameOf = (messageId: string, routingKey: string): string => `${messageId}\n${routingKey}`;
