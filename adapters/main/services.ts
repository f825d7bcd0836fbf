import type pg from 'pg';
import type { Catalog } from '../../application/ports/catalog.ts';
import type { Inventory } from '../../application/ports/inventory.ts';
import type { CallObserver } from '../grpc/call-observer.ts';
import { connectCatalog } from '../grpc/catalog-client.ts';
import { connectInventory } from '../grpc/inventory-client.ts';
import type { RemoteService } from '../grpc/service-client.ts';
import { startSandboxCatalog } from '../sandbox/catalog.ts';
import { startSandboxInventory } from '../sandbox/inventory.ts';
import type { Closing } from './closing.ts';
import type { Config } from './config.ts';
import { systemClock } from './system.ts';

/** The services around the engine, each configured or, where it is not, the sandbox's own over the same protocol. */
export interface Services {
  readonly catalog: Catalog & RemoteService;
  readonly inventory: Inventory & RemoteService;
}

export const openServices = async (
  config: Config,
  pool: pg.Pool,
  observer: CallObserver,
  closing: Closing,
): Promise<Services> => {
  const catalogAddress =
    config.CATALOG_GRPC_HOST === undefined
      ? await sandbox(startSandboxCatalog(), closing)
      : `${config.CATALOG_GRPC_HOST}:${config.CATALOG_GRPC_PORT}`;
  const inventoryAddress =
    config.INVENTORY_GRPC_HOST === undefined
      ? await sandbox(startSandboxInventory({ pool, clock: systemClock }), closing)
      : `${config.INVENTORY_GRPC_HOST}:${config.INVENTORY_GRPC_PORT}`;
  const catalog = connectCatalog({ address: catalogAddress, observer });
  const inventory = connectInventory({ address: inventoryAddress, observer });
  closing.add(() => {
    catalog.close();
    inventory.close();
  });
  return { catalog, inventory };
};

const sandbox = async (starting: ReturnType<typeof startSandboxCatalog>, closing: Closing): Promise<string> => {
  const service = await starting;
  closing.add(() => service.stop());
  return service.address;
};
