import type { ChannelModel, ConfirmChannel, ConsumeMessage, Options } from 'amqplib';
import type { ReceivedMessage } from '../../application/consuming/received-message.ts';
import type { Session } from './reconnecting-connection.ts';

/** A queue of ours, the exchange that it is bound to, and for what. */
export interface Subscribed {
  readonly exchange: string;
  readonly queue: string;
  readonly bindings: readonly string[];
  /** Messages that are in hand at a time. */
  readonly prefetch: number;
}

/** A message in hand: exactly one of `ack` and `park` ends it. */
export interface InHand {
  readonly queue: string;
  readonly message: ReceivedMessage;
  ack(): void;
  /** Puts it into the parking queue with the reason and takes it off its own. @throws if the broker does not confirm it */
  park(reason: string): Promise<void>;
}

/** Where messages go that cannot be used, or that the broker itself gives up. */
export const parkingQueue = (queue: string): string => `${queue}.parked`;

/** Headers of a parked message. */
export const parkedHeaders = {
  reason: 'x-parked-reason',
  routingKey: 'x-routing-key',
  exchange: 'x-exchange',
} as const;

const longestReason = 500;

/** Declares the queue with its parking queue, and hands over what comes, on a channel of its own. */
export const openConsumerChannel = async (
  connection: ChannelModel,
  cut: (reason: Error) => void,
  { exchange, queue, bindings, prefetch }: Subscribed,
  take: (inHand: InHand) => void,
): Promise<Session> => {
  const channel = await connection.createConfirmChannel();
  channel.on('error', cut);
  channel.on('close', () => {
    cut(new Error(`the broker closed the channel of ${queue}`));
  });
  await channel.assertExchange(exchange, 'topic', { durable: true });
  const quorum = { 'x-queue-type': 'quorum' };
  await channel.assertQueue(parkingQueue(queue), { durable: true, arguments: quorum });
  await channel.assertQueue(queue, {
    durable: true,
    deadLetterExchange: '',
    deadLetterRoutingKey: parkingQueue(queue),
    arguments: quorum,
  });
  for (const binding of bindings) await channel.bindQueue(queue, exchange, binding);
  await channel.prefetch(prefetch);
  await channel.consume(queue, (delivery) => {
    if (delivery === null) cut(new Error(`the queue ${queue} is gone`));
    else take(inHand(channel, queue, delivery));
  });
  return { close: () => channel.close() };
};

const inHand = (channel: ConfirmChannel, queue: string, delivery: ConsumeMessage): InHand => ({
  queue,
  message: received(delivery),
  ack: () => {
    channel.ack(delivery);
  },
  park: async (reason) => {
    await confirmedCopy(channel, parkingQueue(queue), delivery, reason);
    channel.ack(delivery);
  },
});

const received = ({ content, fields, properties }: ConsumeMessage): ReceivedMessage => {
  const messageId: unknown = properties.messageId;
  const timestamp: unknown = properties.timestamp;
  const sentAt = new Date(typeof timestamp === 'number' ? timestamp * 1000 : Number.NaN);
  return {
    routingKey: fields.routingKey,
    messageId: typeof messageId === 'string' ? messageId : undefined,
    body: content,
    sentAt: Number.isNaN(sentAt.getTime()) ? undefined : sentAt.toISOString(),
  };
};

const confirmedCopy = (
  channel: ConfirmChannel,
  queue: string,
  { content, fields, properties }: ConsumeMessage,
  reason: string,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...properties.headers,
      [parkedHeaders.reason]: reason.slice(0, longestReason),
      [parkedHeaders.routingKey]: fields.routingKey,
      [parkedHeaders.exchange]: fields.exchange,
    };
    const copy = { ...copiedOf(properties), persistent: true, headers };
    channel.sendToQueue(queue, content, copy, (error: unknown) => {
      if (error === null) resolve();
      else reject(new Error(`${queue} took nothing in`, { cause: error }));
    });
  });

/** The sender's own properties that go with its message. A user id would be held against ours by the broker. */
const copied: ReadonlySet<string> = new Set([
  'messageId',
  'type',
  'contentType',
  'contentEncoding',
  'correlationId',
  'timestamp',
  'appId',
]);

const copiedOf = (properties: ConsumeMessage['properties']): Options.Publish =>
  Object.fromEntries(
    Object.entries(properties).filter(([name, value]: [string, unknown]) => copied.has(name) && value !== undefined),
  );
