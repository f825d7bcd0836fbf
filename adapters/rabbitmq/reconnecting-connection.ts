import { connect, type ChannelModel, type SocketOptions } from 'amqplib';
import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from '../../application/resilience/retry.ts';

/** What a connection is for. */
export interface Session {
  /** Sends what is still to be sent, and ends it. */
  close(): Promise<void>;
}

export interface ReconnectingConnectionOptions<S extends Session> {
  /** `amqp://user:password@host:port/vhost`, or `amqps:`. */
  readonly url: string;
  /** What the broker's list of connections calls this one. */
  readonly name: string;
  /**
   * Makes what the connection is for, each time that there is a new one. `cut` gives the connection up, from now on and for
   * as long as it lives: the next one is made.
   */
  readonly setUp: (connection: ChannelModel, cut: (reason: Error) => void) => Promise<S>;
  /** Hears of every connection that was lost or could not be made. */
  readonly onTrouble: (error: unknown) => void;
}

const heartbeatSeconds = 5;
const connectTimeoutMs = 5_000;

/** A broker that has just started may never answer what is asked before its queues have leaders. */
const setUpTimeoutMs = 5_000;
const waits = { firstMs: 100, longestMs: 2_000 };

/** How long a connection may take to end well before it is cut. */
const closeTimeoutMs = 1_000;

/**
 * A connection to the broker that comes back by itself, waiting longer and longer, with what it is for made anew each time.
 * A broker that is frozen is noticed by its missing heartbeats.
 */
export class ReconnectingConnection<S extends Session> {
  readonly #options: ReconnectingConnectionOptions<S>;
  readonly #stopping = new AbortController();
  readonly #waiting = new Set<(session?: S) => void>();
  readonly #kept: Promise<void>;
  #session: S | undefined;
  #connections = 0;

  constructor(options: ReconnectingConnectionOptions<S>) {
    this.#options = options;
    this.#kept = this.#keepUp();
  }

  /** How often the connection had to be made again. */
  get reconnects(): number {
    return Math.max(0, this.#connections - 1);
  }

  /** What the connection is for; undefined if there is none for so long, or it is closed. */
  session(patienceMs: number): Promise<S | undefined> {
    if (this.#session !== undefined || this.#isClosed()) return Promise.resolve(this.#session);
    return new Promise((resolve) => {
      const answer = (session?: S): void => {
        clearTimeout(paymentWindow);
        this.#waiting.delete(answer);
        resolve(session);
      };
      const paymentWindow = setTimeout(answer, patienceMs);
      this.#waiting.add(answer);
    });
  }

  /** Ends the connection, also one that is just being made. */
  async close(): Promise<void> {
    this.#stopping.abort();
    for (const answer of this.#waiting) answer();
    await this.#kept;
  }

  async #keepUp(): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    while (!this.#isClosed()) {
      const before = this.#connections;
      try {
        await this.#connectOnce();
      } catch (error) {
        if (!this.#isClosed()) this.#options.onTrouble(error);
      }
      failures = this.#connections > before ? 0 : failures + 1;
      await pause(backoffMs(waits, failures + 1), undefined, { signal }).catch(() => undefined);
    }
  }

  #isClosed(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** From connecting until the connection is gone. @throws why it is gone, or could not be made; nothing once closed */
  async #connectOnce(): Promise<void> {
    const cutting = new AbortController();
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const onClose = (): void => {
      if (this.#session === undefined) cutting.abort();
      else stop();
    };
    this.#stopping.signal.addEventListener('abort', onClose);
    try {
      await this.#use(cutting, stopped);
    } finally {
      this.#stopping.signal.removeEventListener('abort', onClose);
      cutting.abort();
    }
  }

  async #use(cutting: AbortController, stopped: Promise<void>): Promise<void> {
    const { url, name, setUp } = this.#options;
    // Node's sockets are destroyed when this signal is aborted, and a far end that is frozen cannot hold that up.
    const socket: SocketOptions & { readonly signal: AbortSignal } = {
      signal: cutting.signal,
      noDelay: true,
      timeout: connectTimeoutMs,
      clientProperties: { connection_name: name },
    };
    const connection = await connect(withHeartbeat(url), socket);
    const lost = lossOf(connection, cutting.signal);
    let ending = false;
    const cut = (reason: Error): void => {
      if (!ending) cutting.abort(reason);
    };
    const paymentWindow = setTimeout(() => {
      cut(new Error('the broker did not declare what was asked for'));
    }, setUpTimeoutMs);
    let session: S | undefined;
    try {
      session = await Promise.race([setUp(connection, cut), lost]);
      clearTimeout(paymentWindow);
      this.#connections += 1;
      this.#session = session;
      for (const answer of this.#waiting) answer(session);
      await Promise.race([lost, stopped]);
    } finally {
      clearTimeout(paymentWindow);
      ending = true;
      this.#session = undefined;
      await Promise.race([endWell(connection, session), pause(closeTimeoutMs, undefined, { ref: false })]);
    }
  }
}

/** Rejects when the connection is gone: with the reason for which it was cut, if it was. */
const lossOf = (connection: ChannelModel, cut: AbortSignal): Promise<never> =>
  new Promise<never>((_resolve, reject) => {
    const lose = (error: Error): void => {
      reject(cut.reason instanceof Error ? cut.reason : error);
    };
    connection.on('error', lose);
    connection.on('close', (error = new Error('the broker closed the connection')) => {
      lose(error);
    });
  });

/** The session first: what its channels still have to send could otherwise be overtaken by the connection's end. */
const endWell = async (connection: ChannelModel, session: Session | undefined): Promise<void> => {
  await session?.close().catch(() => undefined);
  await connection.close().catch(() => undefined);
};

const withHeartbeat = (url: string): string => {
  const complete = new URL(url);
  if (!complete.searchParams.has('heartbeat')) complete.searchParams.set('heartbeat', String(heartbeatSeconds));
  return complete.href;
};
