import { consumedMessages, type QueueRole } from '../../application/consuming/consume-message.ts';
import type { Prepared, ReceivedMessage } from '../../application/consuming/received-message.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { Log, Pause } from '../../application/ports/system.ts';
import { openConsumerChannel } from './consumer-channel.ts';
import { MessageWorker, type WorkerFigures } from './message-worker.ts';
import { ReconnectingConnection, type Session } from './reconnecting-connection.ts';

export interface RabbitConsumerOptions {
  /** `amqp://user:password@host:port/vhost`, or `amqps:`. */
  readonly url: string;
  /** The topic exchange on which other services publish; `order_events` by default. */
  readonly exchange?: string;
  /** Names of the queues; by default `order_updates` and `payment_updates`. Quorum queues, declared if they are not there. */
  readonly queues?: Readonly<Record<QueueRole, string>>;
  /** Reads a message and says how to act on it: `consumeMessage` of the application. */
  readonly prepare: (message: ReceivedMessage) => Prepared;
  readonly pause: Pause;
  readonly log: Log;
  /** Hears of every connection that was lost or could not be made. */
  readonly onTrouble: (error: unknown) => void;
  /** Messages of one queue that are in hand at a time; 50 by default. */
  readonly prefetch?: number;
}

/** Counted since the start. */
export interface ConsumerFigures extends WorkerFigures {
  /** How often the connection had to be made again. */
  readonly reconnects: number;
}

export interface RabbitConsumer {
  /** @throws ServiceUnavailableError if there is no connection, nor soon one */
  ping(): Promise<void>;
  figures(): ConsumerFigures;
  /** Lets messages in hand be finished, gives the rest back and ends the connection. */
  stop(): Promise<void>;
}

/** How long a ping waits for a connection. */
const patienceMs = 2_000;

/**
 * Consumes what other services publish for us: at least once, in order within each lane, and acknowledged after it was acted upon.
 * While a service is out of reach a message is tried for ever; one that cannot be used is parked with the reason, and
 * the rest goes on. Connects by itself, again and again.
 */
export const startRabbitConsumer = ({
  url,
  exchange = 'order_events',
  queues = { updates: 'order_updates', payments: 'payment_updates' },
  prefetch = 50,
  onTrouble,
  ...work
}: RabbitConsumerOptions): RabbitConsumer => {
  const stopping = new AbortController();
  const desk = new MessageWorker(work);
  const link = new ReconnectingConnection({
    url,
    name: 'comanda-consumer',
    onTrouble,
    setUp: async (connection, cut) => {
      const gone = new AbortController();
      const signal = AbortSignal.any([gone.signal, stopping.signal]);
      connection.on('close', () => {
        gone.abort();
      });
      const inlets: Session[] = [];
      for (const role of Object.keys(queues) as QueueRole[]) {
        const bindings = Object.keys(consumedMessages[role]);
        const subscribed = { exchange, queue: queues[role], bindings, prefetch };
        const inlet = await openConsumerChannel(connection, cut, subscribed, (inHand) => {
          desk.take(inHand, signal, cut);
        });
        inlets.push(inlet);
      }
      return {
        close: async () => {
          await Promise.all(inlets.map((inlet) => inlet.close()));
        },
      };
    },
  });
  return {
    async ping() {
      if ((await link.session(patienceMs)) === undefined) throw new ServiceUnavailableError('rabbitmq');
    },
    figures: () => ({ ...desk.figures(), reconnects: link.reconnects }),
    async stop() {
      stopping.abort();
      await desk.idle();
      await link.close();
    },
  };
};
