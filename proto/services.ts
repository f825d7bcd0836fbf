import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadSync, type PackageDefinition, type ServiceDefinition } from '@grpc/proto-loader';

/** The .proto files belong to the package, not to the build: compiled code in dist/ finds them beside package.json. */
const packageRoot = (directory: string): string =>
  existsSync(join(directory, 'package.json')) ? directory : packageRoot(dirname(directory));

/** Messages are plain objects with the proto's own field names; what a message leaves out has its default value. */
const loadPackage = (file: string): PackageDefinition =>
  loadSync(join(packageRoot(import.meta.dirname), 'proto', file), { keepCase: true, longs: Number, defaults: true });

const load = (file: string, service: string): ServiceDefinition => loadPackage(file)[service] as ServiceDefinition;

/** Both ends of a call are made from these: what the .proto files say is the only contract. */
export const inventoryServiceName = 'comanda.inventory.v1.InventoryService';
export const inventoryService = load('inventory.proto', inventoryServiceName);

export const catalogServiceName = 'comanda.catalog.v1.CatalogService';
export const catalogService = load('catalog.proto', catalogServiceName);

export const pricingServiceName = 'comanda.pricing.v1.PricingService';
export const pricingService = load('pricing.proto', pricingServiceName);

export const customerServiceName = 'comanda.customer.v1.CustomerService';
export const customerService = load('customer.proto', customerServiceName);

/** What the engine serves itself; the whole package, for servers that describe themselves. */
export const orderServiceName = 'comanda.order.v1.OrderService';
export const orderPackage = loadPackage('order.proto');
export const orderService = orderPackage[orderServiceName] as ServiceDefinition;
