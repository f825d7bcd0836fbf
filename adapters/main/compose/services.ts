import { credentials } from '@grpc/grpc-js';
import type pg from 'pg';
import type { CallObserver } from '../../grpc/call-observer.ts';
import { connectCatalog } from '../../grpc/catalog-client.ts';
import { connectCustomers } from '../../grpc/customer-client.ts';
import { connectInventory } from '../../grpc/inventory-client.ts';
import { connectPricing } from '../../grpc/pricing-client.ts';
import type { CallPolicy, RemoteService, ServiceClientOptions } from '../../grpc/service-client.ts';
import { startSandboxCatalog } from '../../sandbox/catalog.ts';
import { startSandboxCustomers } from '../../sandbox/customers.ts';
import { startSandboxInventory } from '../../sandbox/inventory.ts';
import { startSandboxPricing } from '../../sandbox/pricing.ts';
import type { Config } from '../config/config.ts';
import type { Closing } from './closing.ts';
import { systemClock } from './system.ts';

/** Connects each service around the engine where it is configured to be, or with the sandbox's own over the same protocol. */
export const openServices = async (config: Config, pool: pg.Pool, observer: CallObserver, closing: Closing) => {
  const clock = systemClock;
  const { CURRENCY: currency } = config;
  const common = { policy: callPolicy(config), observer };

  const open = async <Service extends RemoteService>(
    name: 'CATALOG' | 'INVENTORY' | 'PRICING' | 'CUSTOMER',
    connect: (options: ServiceClientOptions) => Service,
    startSandbox: () => ReturnType<typeof startSandboxCatalog>,
  ): Promise<Service> => {
    const service = connect({ ...common, ...(await reach(name, startSandbox)) });
    closing.add(() => {
      service.close();
    });
    return service;
  };

  const reach = async (name: Parameters<typeof open>[0], startSandbox: Parameters<typeof open>[2]) => {
    const host = config[`${name}_GRPC_HOST`];
    if (host !== undefined) {
      const tls = config.GRPC_CLIENT_TLS ? { credentials: credentials.createSsl() } : {};
      return { ...tls, address: `${host}:${config[`${name}_GRPC_PORT`]}` };
    }
    const sandbox = await startSandbox();
    closing.add(() => sandbox.stop());
    return { address: sandbox.address };
  };

  return {
    catalog: await open('CATALOG', connectCatalog, () => startSandboxCatalog(currency)),
    inventory: await open('INVENTORY', connectInventory, () => startSandboxInventory({ pool, clock })),
    pricing: await open('PRICING', connectPricing, () => startSandboxPricing(currency)),
    customers: await open('CUSTOMER', connectCustomers, () => startSandboxCustomers({ pool, clock, currency })),
  };
};

const callPolicy = (config: Config): CallPolicy => ({
  deadline: config.GRPC_CLIENT_DEADLINE_MS,
  tries: config.GRPC_CLIENT_TRIES,
  firstWait: config.GRPC_CLIENT_WAIT_MS,
  longestWait: config.GRPC_CLIENT_LONGEST_WAIT_MS,
  failuresToOpen: config.GRPC_CLIENT_BREAKER_FAILURES,
  openFor: config.GRPC_CLIENT_BREAKER_MS,
});
