import { connect, type ConsumeMessage } from 'amqplib';
import { eventually } from './eventually.ts';

/** A message as it arrived, with what tests look at. */
export interface Arrived {
  readonly routingKey: string;
  readonly messageId: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly properties: ConsumeMessage['properties'];
}

const arrivedOf = ({
  fields,
  properties,
  content,
}: Pick<ConsumeMessage, 'properties' | 'content'> & {
  readonly fields: { readonly routingKey: string };
}): Arrived => ({
  routingKey: fields.routingKey,
  messageId: String(properties.messageId),
  body: content.toString(),
  headers: properties.headers ?? {},
  properties,
});

/** Does something on a connection of its own. */
const using = async <T>(
  url: string,
  work: (channel: Awaited<ReturnType<typeof openChannel>>) => Promise<T>,
): Promise<T> => {
  const channel = await openChannel(url);
  try {
    return await work(channel);
  } finally {
    await channel.end();
  }
};

const openChannel = async (url: string) => {
  const connection = await connect(url);
  connection.on('error', () => undefined);
  const channel = await connection.createConfirmChannel();
  return { channel, end: () => connection.close() };
};

/** A durable queue of somebody else's, bound to the exchange. */
export const bindQueue = (
  url: string,
  exchange: string,
  queue: string,
  ...patterns: readonly string[]
): Promise<void> =>
  using(url, async ({ channel }) => {
    await channel.assertExchange(exchange, 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    for (const pattern of patterns) await channel.bindQueue(queue, exchange, pattern);
  });

/** Everything in the queue, oldest first, once there are at least `count` messages. They are taken out. */
export const takeAll = (url: string, queue: string, count: number): Promise<readonly Arrived[]> =>
  using(url, async ({ channel }) => {
    const arrived: Arrived[] = [];
    for (;;) {
      const message = await channel.get(queue, { noAck: true });
      if (message !== false) arrived.push(arrivedOf(message));
      else if (arrived.length >= count) return arrived;
      else await eventually(async () => (await channel.checkQueue(queue)).messageCount > 0);
    }
  });

/** Follows the queue from now on, acknowledging; `arrived` grows. */
export const listen = async (url: string, queue: string) => {
  const { channel, end } = await openChannel(url);
  const arrived: Arrived[] = [];
  await channel.consume(queue, (message) => {
    if (message === null) return;
    arrived.push(arrivedOf(message));
    channel.ack(message);
  });
  return { arrived, end };
};

/** Publishes as another service would. */
export const send = (
  url: string,
  exchange: string,
  messages: readonly {
    readonly routingKey: string;
    readonly messageId?: string;
    readonly body: string | object;
    readonly timestamp?: number;
  }[],
): Promise<void> =>
  using(url, async ({ channel }) => {
    for (const { routingKey, body, ...properties } of messages) {
      const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
      channel.publish(exchange, routingKey, content, { persistent: true, ...properties });
    }
    await channel.waitForConfirms();
  });

/** Removes what a test left on a broker that may not be ours. */
export const cleanUp = (url: string, exchange: string, queues: readonly string[]): Promise<void> =>
  using(url, async ({ channel }) => {
    await channel.deleteExchange(exchange);
    for (const queue of queues) await channel.deleteQueue(queue);
  });
