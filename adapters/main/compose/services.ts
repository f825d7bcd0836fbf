import { credentials } from '@grpc/grpc-js';
import type pg from 'pg';
import type { Catalog } from '../../../application/ports/catalog.ts';
import type { Customers } from '../../../application/ports/customers.ts';
import type { Inventory } from '../../../application/ports/inventory.ts';
import type { Pricing } from '../../../application/ports/pricing.ts';
import type { CallObserver } from '../../grpc/call-observer.ts';
import type { CallPolicy } from '../../grpc/service-client.ts';
import { connectCatalog } from '../../grpc/catalog-client.ts';
import { connectCustomers } from '../../grpc/customer-client.ts';
import { connectInventory } from '../../grpc/inventory-client.ts';
import { connectPricing } from '../../grpc/pricing-client.ts';
import type { RemoteService, ServiceClientOptions } from '../../grpc/service-client.ts';
import { startSandboxCatalog } from '../../sandbox/catalog.ts';
import { startSandboxCustomers } from '../../sandbox/customers.ts';
import { startSandboxInventory } from '../../sandbox/inventory.ts';
import { startSandboxPricing } from '../../sandbox/pricing.ts';
import type { Closing } from './closing.ts';
import type { Config } from '../config/config.ts';
import { systemClock } from './system.ts';

/** The services around the engine, each configured or, where it is not, the sandbox's own over the same protocol. */
export interface Services {
  readonly catalog: Catalog & RemoteService;
  readonly inventory: Inventory & RemoteService;
  readonly pricing: Pricing & RemoteService;
  readonly customers: Customers & RemoteService;
}

export const openServices = async (
  config: Config,
  pool: pg.Pool,
  observer: CallObserver,
  closing: Closing,
): Promise<Services> => {
  const clock = systemClock;
  const { CURRENCY: currency } = config;
  const common = { policy: callPolicy(config), observer };

  /** How a service is reached: where it is configured to be, or in the sandbox that is started for it. */
  const reach = async (
    host: string | undefined,
    port: number,
    startSandbox: () => ReturnType<typeof startSandboxCatalog>,
  ): Promise<ServiceClientOptions> => {
    if (host !== undefined) {
      const tls = config.GRPC_CLIENT_TLS ? { credentials: credentials.createSsl() } : {};
      return { ...common, ...tls, address: `${host}:${port}` };
    }
    const sandbox = await startSandbox();
    closing.add(() => sandbox.stop());
    return { ...common, address: sandbox.address };
  };

  const { CATALOG_GRPC_HOST, INVENTORY_GRPC_HOST, PRICING_GRPC_HOST, CUSTOMER_GRPC_HOST } = config;
  const services: Services = {
    catalog: connectCatalog(
      await reach(CATALOG_GRPC_HOST, config.CATALOG_GRPC_PORT, () => startSandboxCatalog(currency)),
    ),
    inventory: connectInventory(
      await reach(INVENTORY_GRPC_HOST, config.INVENTORY_GRPC_PORT, () => startSandboxInventory({ pool, clock })),
    ),
    pricing: connectPricing(
      await reach(PRICING_GRPC_HOST, config.PRICING_GRPC_PORT, () => startSandboxPricing(currency)),
    ),
    customers: connectCustomers(
      await reach(CUSTOMER_GRPC_HOST, config.CUSTOMER_GRPC_PORT, () =>
        startSandboxCustomers({ pool, clock, currency }),
      ),
    ),
  };
  for (const service of Object.values<RemoteService>({ ...services })) {
    closing.add(() => {
      service.close();
    });
  }
  return services;
};

const callPolicy = (config: Config): CallPolicy => ({
  deadline: config.GRPC_CLIENT_DEADLINE_MS,
  tries: config.GRPC_CLIENT_TRIES,
  firstWait: config.GRPC_CLIENT_WAIT_MS,
  longestWait: config.GRPC_CLIENT_LONGEST_WAIT_MS,
  failuresToOpen: config.GRPC_CLIENT_BREAKER_FAILURES,
  openFor: config.GRPC_CLIENT_BREAKER_MS,
});
