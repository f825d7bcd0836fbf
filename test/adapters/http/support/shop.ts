import { createCommandHandlers, type CommandHandlers } from '../../../../application/commands/handlers.ts';
import { createEngine } from '../../../../application/engine/engine.ts';
import { storeCreditGateway } from '../../../../application/credit/store-credit-gateway.ts';
import { FolioRanges } from '../../../../application/documents/folio-ranges.ts';
import type { Engine } from '../../../../application/engine/engine.ts';
import type { Catalog, CatalogProduct } from '../../../../application/ports/catalog.ts';
import type { Customer } from '../../../../application/ports/customers.ts';
import type { TenantPolicies } from '../../../../application/ports/tenant-policies.ts';
import type { Inventory } from '../../../../application/ports/inventory.ts';
import { ProcessRunner } from '../../../../application/reactor/run-process.ts';
import type { TenantPolicy } from '../../../../domain/shared/policy.ts';
import { FixedClock } from '../../../support/clock.ts';
import { CountingIds } from '../../../support/counting-ids.ts';
import { InMemoryEventStore } from '../../../support/in-memory-event-store.ts';
import {
  customersOf,
  gatewaysOf,
  listPricesOf,
  recentPaymentsOf,
  unsuspecting,
} from '../../../support/port-doubles.ts';
import { fixed, percentage, promotionsOf } from '../../../support/promotions.ts';
import { ScriptedGateway } from '../../../support/scripted-gateway.ts';
import { plainDocuments } from '../../../support/documents.ts';

const product = (variantId: string, productName: string, unitPrice: number): CatalogProduct => ({
  variantId,
  sku: `SKU-${variantId}`,
  productName,
  barcode: `400000000000${variantId}`,
  unitPrice,
  currency: 'GBP',
  taxClass: 'standard',
  active: true,
});

export const products: readonly CatalogProduct[] = [product('1', 'RED MUG', 1200), product('2', 'BLUE MUG', 850)];

const catalog: Catalog = {
  product: (_organizationId, variantId) => Promise.resolve(products.find((each) => each.variantId === variantId)),
  byBarcode: (_organizationId, barcode) => Promise.resolve(products.find((each) => each.barcode === barcode)),
  search: (_organizationId, query, limit) =>
    Promise.resolve(products.filter(({ productName }) => productName.includes(query.toUpperCase())).slice(0, limit)),
};

/** Has everything, and takes everything back. */
const inventory: Inventory = {
  checkAvailability: () => Promise.resolve({ ok: true }),
  checkStock: () => Promise.resolve({ ok: true }),
  reserve: ({ referenceId }) => Promise.resolve({ ok: true, reservationId: referenceId }),
  confirm: () => Promise.resolve(),
  release: () => Promise.resolve(),
  deduct: () => Promise.resolve([]),
  add: () => Promise.resolve(),
};

/** A business with credit and an address book. */
export const ironmonger: Customer = {
  customerId: 'c7',
  name: 'Ferretería El Tornillo',
  email: 'compras@tornillo.example',
  phone: '',
  loyaltyTier: 'bronze',
  loyaltyPoints: 0,
  credit: { limit: 20_000, available: 10_000, currency: 'GBP' },
  addresses: [
    { addressId: 'depot', address: { name: 'El Tornillo', line1: 'Calle 13', city: 'Bogotá', country: 'CO' } },
    { addressId: 'office', address: { name: 'Compras', line1: 'Carrera 7', city: 'Bogotá', country: 'CO' } },
  ],
};

const welcome = percentage('WELCOME', 100_000);
const lastOne = fixed('LASTONE', 100, { usage: { limit: 1, limitPerCustomer: null } });

export const policy: TenantPolicy = {
  currency: 'GBP',
  tax: { mode: 'inclusive', rates: { standard: 200_000 } },
  shipping: { methods: { standard: 499 }, freeMethod: 'standard', freeFrom: 5000, taxClass: 'standard' },
  limits: { minimumAmount: 1000, maximumLines: 100, restrictedVariants: [] },
  terms: { paymentRetryAttempts: 3, returnWindowDays: 30 },
  fraud: unsuspecting,
  paymentTimeoutMinutes: 60,
  reservationTtlMinutes: 15,
  creditTermsDays: 30,
  exchangePaymentDays: 7,
  subscriptions: { paymentDays: 3, retryDays: [1, 3, 5], afterRetries: 'pause' },
  quotes: { approvalAmount: null, validityDays: 30, paymentDays: 7 },
  documents: plainDocuments,
  loyaltyPointValue: 10_000,
  cartExpiryDays: 30,
  abandonedCartHours: 24,
};

/** The real engine on an event store in memory, with two kinds of mugs to sell. */
export interface Shop {
  readonly store: InMemoryEventStore;
  readonly handlers: CommandHandlers;
  readonly engine: Engine;
  readonly policies: TenantPolicies;
  readonly catalog: Catalog;
  /** Where orders may be paid, besides in cash and so on. */
  readonly gateway: ScriptedGateway;
}

export const openShop = (): Shop => {
  const store = new InMemoryEventStore();
  const ids = new CountingIds();
  const cache = { ttlSeconds: 60, maximumEvents: 10_000 };
  const handlers = createCommandHandlers({
    store,
    ids,
    cacheOf: () => cache,
  });
  const gateway = new ScriptedGateway();
  let lastNumber = 0;
  const policies: TenantPolicies = { policy: (_organizationId, currency = 'GBP') => ({ ...policy, currency }) };
  const engine = createEngine({
    handlers,
    processes: new ProcessRunner(handlers),
    catalog,
    pricing: listPricesOf(catalog),
    inventory,
    promotions: promotionsOf(welcome, lastOne),
    folioRanges: new FolioRanges(store),
    orderNumbers: {
      next: (_organizationId, year) => Promise.resolve(`ORD-${year}-${String(++lastNumber).padStart(6, '0')}`),
    },
    policies,
    ids,
    customers: customersOf(ironmonger),
    gateways: gatewaysOf(storeCreditGateway({ handlers, clock: new FixedClock() }), gateway),
    recentPayments: recentPaymentsOf(),
    defaultWarehouse: 'main',
  });
  return { store, handlers, engine, policies, catalog, gateway };
};
