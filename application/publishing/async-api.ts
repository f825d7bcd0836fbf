import { z } from 'zod';
import type { RoutingKey } from '../../domain/processes/publications.ts';
import { consumedMessages, type QueueRole } from '../consuming/consume-message.ts';
import type { MessageKind } from '../consuming/message-kind.ts';
import { messageOf, messages, schemaVersion } from './messages.ts';

/** Says where messages go and come from, as configured. */
export interface BrokerNames {
  readonly exchange: string;
  readonly queues: Readonly<Record<QueueRole, string>>;
}

const defaultNames: BrokerNames = {
  exchange: 'order_events',
  queues: { updates: 'order_updates', payments: 'payment_updates' },
};

/** Makes the AsyncAPI 3.0 document of everything that is published and consumed, from the schemas themselves. */
export const asyncApi = ({ exchange, queues }: BrokerNames = defaultNames): object => {
  const published = (Object.keys(messages) as RoutingKey[]).map((key) => sentMessage(key, exchange));
  const consumed = (Object.keys(consumedMessages) as QueueRole[]).flatMap((role) =>
    Object.entries<MessageKind>(consumedMessages[role]).map(([key, { schema }]) =>
      receivedMessage(key, schema, queues[role]),
    ),
  );
  const all = [...published, ...consumed];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Comanda',
      version: String(schemaVersion),
      description: [
        'Messages are persistent and arrive at least once, in order per aggregate. `message_id` is the id of the event:',
        'the same one twice is one event. Fields may be added without a new `schema_version`.',
      ].join(' '),
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(all.map(({ name, channel }) => [name, channel])),
    operations: Object.fromEntries(all.map(({ name, operation }) => [name, operation])),
    components: { messages: Object.fromEntries(all.map(({ name, message }) => [name, message])) },
  };
};

const sentMessage = (key: RoutingKey, exchange: string) =>
  described(key, 'send', messageOf(key), messages[key].description ?? key, {
    is: 'routingKey',
    exchange: { name: exchange, type: 'topic', durable: true },
  });

const receivedMessage = (key: string, schema: z.ZodType, queue: string) =>
  described(key, 'receive', schema, schema.description ?? key, { is: 'queue', queue: { name: queue, durable: true } });

const described = (
  key: string,
  action: 'send' | 'receive',
  schema: z.ZodType,
  summary: string,
  binding: Readonly<Record<string, unknown>>,
) => ({
  name: nameOf(key),
  channel: {
    address: key.replace('*', '{gateway}'),
    ...(key.endsWith('*') && { parameters: { gateway: { description: 'the payment gateway that it is from' } } }),
    messages: { message: { $ref: `#/components/messages/${nameOf(key)}` } },
    bindings: { amqp: { ...binding, bindingVersion: '0.3.0' } },
  },
  operation: { action, channel: { $ref: `#/channels/${nameOf(key)}` }, summary },
  message: {
    name: nameOf(key),
    summary,
    contentType: 'application/json',
    payload: z.toJSONSchema(schema, { io: 'input' }),
  },
});

/** Names may not hold the asterisk of a pattern. */
const nameOf = (key: string): string => key.replace('.*', '');
