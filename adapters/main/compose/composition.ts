import type { Logger } from 'pino';
import type { CacheOptions } from '../../../application/commands/handle-command.ts';
import { createCommandHandlers } from '../../../application/commands/handlers.ts';
import { storeCreditGateway } from '../../../application/credit/store-credit-gateway.ts';
import type { TaxAuthorities } from '../../../application/documents/dependencies.ts';
import { FolioRanges } from '../../../application/documents/folio-ranges.ts';
import { createEngine } from '../../../application/engine/engine.ts';
import { createHistory } from '../../../application/history/history.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import type { PaymentGateways } from '../../../application/ports/payment-gateway.ts';
import { knownPromotions } from '../../../application/promotions/known-promotions.ts';
import { ProcessRunner } from '../../../application/reactor/run-process.ts';
import type { Category } from '../../../domain/aggregates.ts';
import { orderQueries } from '../../../projections/orders/queries.ts';
import { promotionQueries } from '../../../projections/promotions/queries.ts';
import { openReadModel } from '../../../projections/runner/read-model.ts';
import { openEventStoreDb } from '../../event-store/eventstoredb/event-store.ts';
import { PostgresEventStore } from '../../event-store/postgres/postgres-event-store.ts';
import { PostgresOrderNumbers } from '../../postgres/order-numbers.ts';
import type { Config } from '../config/config.ts';
import { openCarriers } from './carriers.ts';
import { Closing } from './closing.ts';
import { openDatabase, readModelSchema, type Database, type Tenancy } from './database.ts';
import { ApiAddress, openGateways } from './gateways.ts';
import { callMetrics, createRegistry, LagMetrics } from './metrics.ts';
import { openServices } from './services.ts';
import { randomIds, systemClock } from './system.ts';
import { openTaxAuthorities } from './tax-regimes/regimes.ts';
import { configuredPolicies } from './tenant-policies.ts';

/** Limits the events folded into the aggregates that a process keeps in memory. */
const cachedEvents = 10_000;

/** Limits those of allowances: enough for the uses of a popular promotion, which are two events each. */
const cachedAllowanceEvents = 300_000;

/** Holds what every process of the engine is made of. */
export type Composition = Awaited<ReturnType<typeof open>>;

/** Opens everything that a process needs; `closing` lets go of it again. What was opened before a failure is closed. */
export const openComposition = async (
  config: Config,
  logger: Logger,
  role: string,
  tenancy: Tenancy,
): Promise<Composition> => {
  const closing = new Closing();
  try {
    return await open(config, logger, closing, role, tenancy);
  } catch (error) {
    await closing.close();
    throw error;
  }
};

const open = async (config: Config, logger: Logger, closing: Closing, role: string, tenancy: Tenancy) => {
  const metrics = createRegistry();
  const database = await openDatabase(config, logger, closing, role, tenancy);
  const store = openStore(config, logger, database);
  closing.add(() => store.close());
  const services = await openServices(config, database.pool, callMetrics(metrics), closing);
  const apiAddress = new ApiAddress();
  const readModel = openReadModel(database.pool, readModelSchema);
  const policies = configuredPolicies(config);
  const handlers = createCommandHandlers({ store, ids: randomIds, cacheOf: cacheOf(config) });
  const processes = new ProcessRunner(handlers);
  const providers = await openGateways(config, database.pool, apiAddress, closing);
  const credit = storeCreditGateway({ handlers, clock: systemClock });
  const gateways: PaymentGateways = new Map([...providers, [credit.name, credit]]);
  const folioRanges = new FolioRanges(store);
  const engine = createEngine({
    handlers,
    processes,
    ...services,
    promotions: knownPromotions({
      history: createHistory(store),
      automatic: (organizationId) => promotionQueries(readModel).automaticPromotions(organizationId, systemClock.now()),
    }),
    gateways,
    recentPayments: orderQueries(readModel),
    folioRanges,
    orderNumbers: new PostgresOrderNumbers(database.pool),
    policies,
    ids: randomIds,
    defaultWarehouse: config.DEFAULT_WAREHOUSE,
  });
  const authorities: TaxAuthorities = makesDocuments(role)
    ? await openTaxAuthorities(config, database.pool, closing)
    : new Map();
  return {
    config,
    logger,
    database,
    store,
    readModel,
    services,
    /** Belong to companies that send webhooks and may be out of reach. */
    providers,
    /** Take payments: the providers, and our own store credit. */
    gateways,
    carriers: openCarriers(config),
    apiAddress,
    policies,
    /** Judge documents; there are none in roles that make no documents. */
    authorities,
    folioRanges,
    handlers,
    processes,
    engine,
    metrics,
    lags: new LagMetrics(metrics),
    closing,
  };
};

const makesDocuments = (role: string): boolean => role === 'processes' || role === 'all-in-one';

const openStore = (config: Config, logger: Logger, { pool }: Database): EventStore =>
  config.EVENTSTORE_URL === undefined
    ? new PostgresEventStore(pool)
    : openEventStoreDb({
        url: config.EVENTSTORE_URL,
        onTrouble: (error) => {
          logger.warn({ err: error }, 'EventStoreDB does not answer as it should');
        },
      });

const cacheOf =
  ({ CACHE_TTL_CART, CACHE_TTL_ORDER }: Config) =>
  (category: Category): CacheOptions => ({
    ttlSeconds: category === 'cart' ? CACHE_TTL_CART : CACHE_TTL_ORDER,
    maximumEvents: category === 'allowance' ? cachedAllowanceEvents : cachedEvents,
  });
