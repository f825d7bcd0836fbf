import type pg from 'pg';
import { v7 } from 'uuid';
import { createHistory } from '../../application/history.ts';
import type { PublicationLog } from '../../application/publishing/publication-log.ts';
import { cartQueries } from '../../projections/carts/queries.ts';
import { orderQueries } from '../../projections/orders/queries.ts';
import { pickingListQueries } from '../../projections/picking-lists/queries.ts';
import { returnQueries } from '../../projections/returns/queries.ts';
import { subscriptionQueries } from '../../projections/subscriptions/queries.ts';
import { VersionWaiter } from '../../projections/versions/waiter.ts';
import { developmentAuthenticator } from '../auth/development.ts';
import type { RemoteService } from '../grpc/service-client.ts';
import { createHttpServer } from '../http/server.ts';
import { PostgresIdempotencyKeys } from '../postgres/idempotency-keys.ts';
import type { Parts } from './parts.ts';
import type { Running } from './run-main.ts';
import { systemClock } from './system.ts';
import { carrierWebhooks, paymentWebhooks } from './webhooks.ts';

export interface RunningApi extends Running {
  /** The port that it listens on. */
  readonly port: number;
  readonly versions: VersionWaiter;
}

const answers = async (pool: pg.Pool): Promise<void> => {
  await pool.query('select 1');
};

/** Serves HTTP. `publications` is where events are made public, if that is within this process. */
export const startApi = async (parts: Parts, publications?: PublicationLog): Promise<RunningApi> => {
  const { config, logger, database, store, readModel, services, gateways, engine, metrics, apiAddress } = parts;
  const versions = new VersionWaiter(readModel, { connectionString: database.url });
  const idempotencyKeys = new PostgresIdempotencyKeys({
    pool: database.pool,
    log: (line) => {
      logger.warn(line);
    },
  });
  const http = createHttpServer({
    engine,
    history: createHistory(store),
    readSide: {
      ...cartQueries(readModel),
      ...orderQueries(readModel),
      ...pickingListQueries(readModel),
      ...returnQueries(readModel),
      ...subscriptionQueries(readModel),
      waitForVersion: versions.waitForVersion.bind(versions),
    },
    catalog: services.catalog,
    clock: systemClock,
    webhooks: { payments: paymentWebhooks(parts), carriers: carrierWebhooks(parts) },
    ...(publications && { publications }),
    health: {
      database: [
        { name: 'event_store', check: () => store.ping() },
        { name: 'read_models', check: () => answers(database.pool) },
      ],
      integrations: [
        ...Object.entries<RemoteService>({ ...services }).map(([name, { ping }]) => ({ name, check: ping })),
        ...[...gateways.values()].map((gateway) => ({ name: gateway.name, check: () => gateway.ping() })),
      ],
    },
    metrics,
    authenticator: developmentAuthenticator,
    idempotencyKeys,
    newId: v7,
    logger,
    options: { rateLimits: { perAddress: 0, perOrganization: config.RATE_LIMIT_PER_MINUTE } },
  });
  const port = await http.listen(config.HTTP_PORT, config.HTTP_HOST);
  apiAddress.set(`http://127.0.0.1:${port}`);
  return {
    port,
    versions,
    async stop() {
      await http.close();
      await versions.close();
      await idempotencyKeys.close();
    },
  };
};
