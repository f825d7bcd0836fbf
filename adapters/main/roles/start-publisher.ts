import type { Publisher } from '../../../application/ports/publisher.ts';
import type { PublicationLog } from '../../../application/publishing/publication-log.ts';
import { publishEvents } from '../../../application/publishing/publish-events.ts';
import { openRabbitPublisher, type RabbitPublisher } from '../../rabbitmq/publisher.ts';
import type { Composition } from '../compose/composition.ts';
import { publisherMetrics } from '../compose/metrics.ts';
import { systemClock } from '../compose/system.ts';
import { ConfigError } from '../config/config.ts';
import type { Running } from './run.ts';
import { startReactor } from './start-reactor.ts';

/** Makes events public on the broker. @throws ConfigError without one: a log in this process would have no reader */
export const startPublisher = (parts: Composition): Running => {
  const { RABBITMQ_URL } = parts.config;
  if (RABBITMQ_URL === undefined) throw new ConfigError('RABBITMQ_URL must be set: this process publishes there');
  const publisher = openBroker(parts, RABBITMQ_URL);
  const publishing = publishTo(parts, 'publisher', publisher);
  return {
    ...publishing,
    async stop() {
      await publishing.stop();
      await publisher.close();
    },
  };
};

/**
 * Makes events public on a machine without a broker: in a log that people can look at. Its checkpoint is its own, so a broker that
 * is configured later still gets everything.
 */
export const startPublicationLog = (parts: Composition, log: PublicationLog): Running =>
  publishTo(parts, 'publication-log', log);

const openBroker = ({ config, logger, metrics }: Composition, url: string): RabbitPublisher => {
  const publisher = openRabbitPublisher({
    url,
    exchange: config.RABBITMQ_EXCHANGE,
    clock: systemClock,
    onTrouble: (error) => {
      logger.warn({ err: error }, 'RabbitMQ is out of reach: events wait to be published');
    },
    onUnroutable: (routingKey) => {
      logger.warn(`no queue is bound for ${routingKey}: its messages wait in ${config.RABBITMQ_EXCHANGE}.unrouted`);
    },
  });
  publisherMetrics(metrics, () => publisher.figures());
  return publisher;
};

/** Limits the streams whose events are under way to the broker at a time: nearly all of the time goes by waiting for its confirms. */
const concurrency = 250;

const publishTo = (parts: Composition, name: string, publisher: Publisher): Running =>
  startReactor(parts, { name, concurrency, handle: publishEvents({ store: parts.store, publisher }) });
