import type pg from 'pg';
import { quoteRates } from '../../../application/fulfillment/quote-rates.ts';
import type { PublicationLog } from '../../../application/publishing/publication-log.ts';
import type { VersionWaiter } from '../../../projections/versions/waiter.ts';
import { createOrderServer } from '../../grpc/server/order-server.ts';
import type { RemoteService } from '../../grpc/service-client.ts';
import type { HealthProbes } from '../../http/server/health.ts';
import { createHttpServer } from '../../http/server/server.ts';
import { PostgresIdempotencyKeys } from '../../postgres/idempotency-keys.ts';
import { parcelOf } from '../compose/carriers.ts';
import { openDocumentPrinter } from '../compose/tax-regimes/regimes.ts';
import { pingRabbit } from '../../rabbitmq/ping.ts';
import { openApiDependencies } from '../compose/api-dependencies.ts';
import { serverMetrics } from '../compose/metrics.ts';
import type { Composition } from '../compose/composition.ts';
import type { Running } from './run.ts';
import { defineSamplePromotions } from '../compose/sample-promotions.ts';
import { carrierWebhooks, paymentWebhooks } from '../compose/api-dependencies.ts';

/** Serves until it is stopped. */
export interface RunningApi extends Running {
  /** Names the port that HTTP listens on. */
  readonly port: number;
  readonly versions: VersionWaiter;
}

/** Serves HTTP and gRPC. `publications` is where events are made public, if that is within this process. */
export const startApi = async (parts: Composition, publications?: PublicationLog): Promise<RunningApi> => {
  const { config, logger, database, services, metrics, apiAddress } = parts;
  await defineSamplePromotions(parts);
  const { versions, dependencies } = openApiDependencies(parts);
  const idempotencyKeys = new PostgresIdempotencyKeys({
    pool: database.pool,
    log: (line) => {
      logger.warn(line);
    },
  });
  const http = createHttpServer({
    ...dependencies,
    catalog: services.catalog,
    customers: services.customers,
    printer: openDocumentPrinter(config),
    webhooks: { payments: paymentWebhooks(parts), carriers: carrierWebhooks(parts) },
    quoteRates: quoteRates({ carriers: parts.carriers, ...parcelOf(config) }),
    ...(publications && { publications }),
    accountCodes: config.JOURNAL_ACCOUNTS,
    health: probes(parts),
    metrics,
    idempotencyKeys,
    options: { rateLimits: { perAddress: 0, perOrganization: config.RATE_LIMIT_PER_MINUTE } },
  });
  const grpc = createOrderServer({ ...dependencies, onCall: serverMetrics(metrics) });
  const stop = async (): Promise<void> => {
    await Promise.all([http.close(), grpc.close()]);
    await versions.close();
    await idempotencyKeys.close();
  };
  try {
    const grpcPort = await bind('GRPC_PORT', grpc.listen(config.GRPC_PORT, config.GRPC_HOST));
    const port = await bind('HTTP_PORT', http.listen(config.HTTP_PORT, config.HTTP_HOST));
    apiAddress.set(`http://127.0.0.1:${port}`);
    logger.info(`gRPC on ${config.GRPC_HOST}:${grpcPort}`);
    return { port, versions, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Waits until it listens. @throws Error that says what to do about a port that is taken */
const bind = async (variable: 'GRPC_PORT' | 'HTTP_PORT', listening: Promise<number>): Promise<number> => {
  try {
    return await listening;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot listen (${reason}): stop what does, or set ${variable} to a free port`, { cause: error });
  }
};

const probes = ({ config, store, database, services, providers }: Composition): HealthProbes => {
  const { RABBITMQ_URL } = config;
  const probeOf = ([name, { ping }]: [string, RemoteService]) => ({ name, check: ping });
  const { catalog, inventory } = services;
  return {
    database: [
      { name: 'event_store', check: () => store.ping() },
      { name: 'read_models', check: () => answers(database.pool) },
    ],
    required: Object.entries<RemoteService>({ catalog, inventory }).map(probeOf),
    integrations: [
      ...Object.entries<RemoteService>({ ...services }).map(probeOf),
      ...[...providers.values()].map((provider) => ({ name: provider.name, check: () => provider.ping() })),
      ...(RABBITMQ_URL === undefined ? [] : [{ name: 'rabbitmq', check: () => pingRabbit(RABBITMQ_URL) }]),
    ],
  };
};

const answers = async (pool: pg.Pool): Promise<void> => {
  await pool.query('select 1');
};
