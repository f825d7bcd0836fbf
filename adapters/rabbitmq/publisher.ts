import { setTimeout as pause } from 'node:timers/promises';
import type { Publication, Publisher } from '../../application/ports/publisher.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { Clock } from '../../application/ports/system.ts';
import { PublisherChannel } from './publisher-channel.ts';
import { ReconnectingConnection } from './reconnecting-connection.ts';

export interface RabbitPublisherOptions {
  /** `amqp://user:password@host:port/vhost`, or `amqps:`. */
  readonly url: string;
  /** A durable topic exchange, declared if it is not there; `order_events` by default. */
  readonly exchange?: string;
  /** For the messages' timestamps. */
  readonly clock: Clock;
  /** Hears of every connection that was lost or could not be made. */
  readonly onTrouble: (error: unknown) => void;
  /** Hears of the first message of each routing key that no queue is bound for; further ones are counted. */
  readonly onUnroutable: (routingKey: string) => void;
  /** How long a publish waits for a connection; 2 s by default. */
  readonly patienceMs?: number;
  /** How long the broker may confirm nothing before the connection is given up; 10 s by default. */
  readonly confirmTimeoutMs?: number;
}

/** Counted since the start. */
export interface PublisherFigures {
  /** Messages that arrived in a queue. */
  readonly published: number;
  /** Messages that no queue was bound for: kept in the queue `<exchange>.unrouted`. */
  readonly unroutable: number;
  /** How often the connection had to be made again. */
  readonly reconnects: number;
}

export interface RabbitPublisher extends Publisher {
  /** @throws ServiceUnavailableError if the broker does not answer soon */
  ping(): Promise<void>;
  figures(): PublisherFigures;
  /** Ends the connection. Messages that are not confirmed yet fail as unavailable. */
  close(): Promise<void>;
}

/**
 * Publishes to a RabbitMQ topic exchange, persistent and confirmed, any number of messages at a time; those of one call in
 * their order. Connects by itself, again and again; until it has a connection, publishing fails after a moment as
 * unavailable, and may be repeated with the same messages. A message that no queue is bound for is not lost and holds
 * nothing up: it is kept in a durable queue `<exchange>.unrouted`, its routing key in the header `x-routing-key`.
 */
export const openRabbitPublisher = ({
  url,
  exchange = 'order_events',
  clock,
  onTrouble,
  onUnroutable,
  patienceMs = 2_000,
  confirmTimeoutMs = 10_000,
}: RabbitPublisherOptions): RabbitPublisher => {
  const link = new ReconnectingConnection({
    url,
    name: 'comanda-publisher',
    setUp: (connection, cut) =>
      PublisherChannel.open(connection, cut, { exchange, clock, confirmTimeoutMs, patienceMs }),
    onTrouble,
  });
  const unroutableKeys = new Set<string>();
  let published = 0;
  let unroutable = 0;

  const outletInUse = async (): Promise<PublisherChannel> => {
    const outlet = await link.session(patienceMs);
    if (outlet === undefined) throw new ServiceUnavailableError('rabbitmq');
    return outlet;
  };

  const send = async (outlet: PublisherChannel, publication: Publication): Promise<void> => {
    if (await outlet.send(publication)) {
      published += 1;
      return;
    }
    unroutable += 1;
    const { routingKey } = publication;
    if (unroutableKeys.has(routingKey)) return;
    unroutableKeys.add(routingKey);
    onUnroutable(routingKey);
  };

  return {
    async publish(publications) {
      const outlet = await outletInUse();
      const sent = publications.map((publication) => send(outlet, publication));
      await Promise.allSettled(sent);
      await Promise.all(sent);
    },
    async ping() {
      const outlet = await outletInUse();
      const answered = outlet.ping().then(
        () => true,
        () => false,
      );
      const answer = await Promise.race([answered, pause(patienceMs, false, { ref: false })]);
      if (!answer) throw new ServiceUnavailableError('rabbitmq');
    },
    figures: () => ({ published, unroutable, reconnects: link.reconnects }),
    close: () => link.close(),
  };
};
