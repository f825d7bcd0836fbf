import type { Catalog, CatalogProduct } from '../../../../application/ports/catalog.ts';
import type { Customer } from '../../../../application/ports/customers.ts';
import type { TenantPolicy } from '../../../../domain/shared/policy.ts';
import { testEngine } from '../../../support/test-engine.ts';
import { InMemoryInventory } from '../../../support/in-memory-inventory.ts';
import { usPolicy } from '../../../support/policies.ts';
import { fixed, percentage } from '../../../support/promotions.ts';
import { ScriptedGateway } from '../../../support/scripted-gateway.ts';

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
  ...usPolicy,
  currency: 'GBP',
  tax: { mode: 'inclusive', rates: { standard: 200_000 } },
  shipping: { methods: { standard: 499 }, freeMethod: 'standard', freeFrom: 5000, taxClass: 'standard' },
};

/** The real engine on an event store in memory, with two kinds of mugs to sell, and a gateway besides cash and so on. */
export const openShop = () => {
  const gateway = new ScriptedGateway();
  const { log: store, ...engine } = testEngine({
    policy,
    catalog,
    inventory: new InMemoryInventory({ 1: 1_000_000_000, 2: 1_000_000_000 }),
    promotions: [welcome, lastOne],
    customers: [ironmonger],
    gateways: [gateway],
  });
  return { ...engine, store, gateway };
};

export type Shop = ReturnType<typeof openShop>;
