import { setMaxListeners } from 'node:events';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { Channel } from '@grpc/grpc-js';
import { AppendCall } from './append-call.ts';
import { Disconnected } from './disconnected.ts';

/** One connection to the server: a client that is used until anything goes wrong with it, and never again after. */
export class ReconnectingClient {
  readonly client: EventStoreDBClient;
  readonly #channel: Channel;
  readonly #lost = new AbortController();
  #appends: Promise<AppendCall> | undefined;

  private constructor(client: EventStoreDBClient, channel: Channel) {
    this.client = client;
    this.#channel = channel;
    // Every read and subscription listens.
    setMaxListeners(0, this.lost);
  }

  /** @throws Disconnected if no node of the cluster can be found. */
  static async open(url: string): Promise<ReconnectingClient> {
    const client = EventStoreDBClient.connectionString(url);
    try {
      return new ReconnectingClient(client, await channelOf.call(client));
    } catch (error) {
      throw new Disconnected('EventStoreDB was not found', { cause: error });
    }
  }

  /** Aborted once the link is lost. The client itself says nothing when its calls are cancelled. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** The call that all appends share. */
  appends(): Promise<AppendCall> {
    this.#appends ??= AppendCall.open(this.client, () => {
      this.lose();
    });
    return this.#appends;
  }

  /** Gives the connection up: everything that runs on it fails. */
  lose(): void {
    if (this.lost.aborted) return;
    this.#lost.abort();
    // Not from within an event of the connection itself: Node's HTTP/2 does not survive a cancelled call there.
    setImmediate(() => {
      void this.client.dispose();
      this.#channel.close();
    });
  }
}

/** The client never closes its channel by itself, and its `dispose` leaves it open too. */
function channelOf(this: EventStoreDBClient): Promise<Channel> {
  return this.getChannel();
}
