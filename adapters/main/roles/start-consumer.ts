import { consumeMessage } from '../../../application/consuming/consume-message.ts';
import { cartQueries } from '../../../projections/carts/queries.ts';
import { startRabbitConsumer } from '../../rabbitmq/consumer.ts';
import { paymentWebhooks } from '../compose/api-dependencies.ts';
import type { Composition } from '../compose/composition.ts';
import { consumerMetrics } from '../compose/metrics.ts';
import { systemClock, systemPause } from '../compose/system.ts';
import { ConfigError } from '../config/config.ts';
import type { Running } from './run.ts';

/** Acts on the messages that are published for us. @throws ConfigError without a broker */
export const startConsumer = (parts: Composition): Running => {
  const { config, engine, handlers, services, readModel, logger, metrics } = parts;
  const { RABBITMQ_URL } = config;
  if (RABBITMQ_URL === undefined) throw new ConfigError('RABBITMQ_URL must be set: this process consumes from there');
  const consumer = startRabbitConsumer({
    url: RABBITMQ_URL,
    exchange: config.RABBITMQ_EXCHANGE,
    queues: { updates: config.RABBITMQ_QUEUE_ORDERS, payments: config.RABBITMQ_QUEUE_PAYMENTS },
    prepare: consumeMessage({
      engine,
      handlers,
      openCarts: cartQueries(readModel),
      catalog: services.catalog,
      receivePaymentWebhook: paymentWebhooks(parts),
      clock: systemClock,
    }),
    pause: systemPause,
    log: logger,
    onTrouble: (error) => {
      logger.warn({ err: error }, 'RabbitMQ is out of reach: messages for us wait there');
    },
  });
  consumerMetrics(metrics, () => consumer.figures());
  return { stop: () => consumer.stop() };
};
