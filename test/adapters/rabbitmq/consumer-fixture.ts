import { startRabbitConsumer, type RabbitConsumer } from '../../../adapters/rabbitmq/consumer.ts';
import type { Prepared, ReceivedMessage } from '../../../application/consuming/received-message.ts';
import { MemoryLog, noPause } from '../../support/port-doubles.ts';
import { bindQueue, cleanUp, send } from '../../support/rabbit-queue.ts';
import { freshNames, type Broker } from '../../support/rabbitmq.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';

export const stock = (available: number) => ({ organization_id: 'demo', variant_id: 'v1', available });

/** So many messages that a lane takes in order: `<lane>/0`, `<lane>/1`, … */
export const numbered = (lane: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    routingKey: 'inventory.stock.updated',
    messageId: `${lane}/${n}`,
    body: stock(n),
  }));

/** Acts by noting the message's id, once `may` lets it. */
export const noting =
  (noted: string[], may: (id: string) => Promise<void> = () => Promise.resolve()) =>
  (message: ReceivedMessage): Prepared => ({
    lane: message.messageId?.split('/')[0] ?? '',
    run: async () => {
      await may(message.messageId ?? '');
      noted.push(message.messageId ?? '');
      return { ok: true };
    },
  });

/** Consumers over a line that the test can cut, on an exchange and queues of their own. */
export const consumerRig = async (broker: Broker) => {
  const names = freshNames();
  const consumers: RabbitConsumer[] = [];
  const log = new MemoryLog();
  const url = new URL(broker.url);
  const proxy = await startTcpProxy(broker.port, url.hostname);
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  const other = `${names.exchange}.other`;
  await bindQueue(broker.url, names.exchange, other);
  const own = Object.values(names.queues);
  return {
    names,
    log,
    proxy,
    start: async (prepare: (message: ReceivedMessage) => Prepared): Promise<RabbitConsumer> => {
      const onTrouble = (): void => undefined;
      const consumer = startRabbitConsumer({ url: url.href, ...names, prepare, pause: noPause, log, onTrouble });
      consumers.push(consumer);
      await consumer.ping();
      return consumer;
    },
    publish: (...messages: Parameters<typeof send>[2]): Promise<void> => send(broker.url, names.exchange, messages),
    close: async (): Promise<void> => {
      for (const consumer of consumers) await consumer.stop();
      await proxy.close();
      await cleanUp(broker.url, names.exchange, [other, ...own, ...own.map((queue) => `${queue}.parked`)]);
    },
  };
};
