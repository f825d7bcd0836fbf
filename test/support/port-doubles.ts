import type { Catalog, CatalogProduct } from '../../application/ports/catalog.ts';
import type { Checkpoints, ParkedEvent, ParkedEvents } from '../../application/ports/checkpoints.ts';
import type { Customer, Customers } from '../../application/ports/customers.ts';
import type { OrderNumbers } from '../../application/ports/order-numbers.ts';
import type { PaymentGateway, PaymentGateways } from '../../application/ports/payment-gateway.ts';
import type { Pricing } from '../../application/ports/pricing.ts';
import type { RecentPayments } from '../../application/ports/read-models.ts';
import type { Log, Pause } from '../../application/ports/system.ts';
import type { TenantPolicies } from '../../application/ports/tenant-policies.ts';
import type { Position } from '../../domain/shared/message.ts';
import { extend } from '../../domain/shared/money.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { InMemoryCustomers } from './in-memory-customers.ts';

export const product = (variantId: string, changes: Partial<CatalogProduct> = {}): CatalogProduct => ({
  variantId,
  sku: `sku-${variantId}`,
  productName: `Product ${variantId}`,
  barcode: `barcode-${variantId}`,
  unitPrice: 1000,
  currency: 'USD',
  taxClass: 'standard',
  active: true,
  ...changes,
});

export const catalogOf = (...products: readonly CatalogProduct[]): Catalog => ({
  product: (_organizationId, variantId) =>
    Promise.resolve(products.find((candidate) => candidate.variantId === variantId && candidate.active)),
  byBarcode: (_organizationId, barcode) => Promise.resolve(products.find((candidate) => candidate.barcode === barcode)),
  search: (_organizationId, query, limit) =>
    Promise.resolve(products.filter(({ productName }) => productName.includes(query)).slice(0, limit)),
});

/** Counts on for every organisation and year; `given` tells how many were taken. */
export class CountingOrderNumbers implements OrderNumbers {
  given = 0;
  readonly #last = new Map<string, number>();

  next(organizationId: string, year: number): Promise<string> {
    this.given += 1;
    const key = `${organizationId}/${year}`;
    const sequence = (this.#last.get(key) ?? 0) + 1;
    this.#last.set(key, sequence);
    return Promise.resolve(`ORD-${year}-${String(sequence).padStart(6, '0')}`);
  }
}

export const policiesOf = (policy: TenantPolicy): TenantPolicies => ({
  policy: (_organizationId, currency = policy.currency) => ({ ...policy, currency }),
});

export const customersOf = (...customers: readonly Customer[]): Customers => new InMemoryCustomers(customers);

/** Charges what the catalog says. */
export const listPricesOf = (catalog: Pick<Catalog, 'product'>): Pricing => ({
  calculatePrice: async ({ organizationId, variantId, quantity }) => {
    const found = await catalog.product(organizationId, variantId);
    if (found === undefined) return undefined;
    const { currency, unitPrice } = found;
    const finalPrice = extend(unitPrice, quantity);
    return { currency, unitPrice, discountAmount: 0, finalPrice, promotionsApplied: [] };
  },
  activePromotions: () => Promise.resolve([]),
});

export const gatewaysOf = (...gateways: readonly PaymentGateway[]): PaymentGateways =>
  new Map(gateways.map((gateway) => [gateway.name, gateway]));

/** Nobody paid lately, unless told otherwise. */
export const recentPaymentsOf = (count = 0): RecentPayments => ({
  countRecentPayments: () => Promise.resolve(count),
});

export class InMemoryCheckpoints implements Checkpoints {
  readonly #positions = new Map<string, Position>();

  load(name: string): Promise<Position> {
    return Promise.resolve(this.#positions.get(name) ?? 0);
  }

  save(name: string, position: Position): Promise<void> {
    this.#positions.set(name, position);
    return Promise.resolve();
  }
}

export class InMemoryParkedEvents implements ParkedEvents {
  readonly #parked = new Map<string, ParkedEvent[]>();

  list(subscription: string): Promise<readonly ParkedEvent[]> {
    return Promise.resolve((this.#parked.get(subscription) ?? []).toSorted((a, b) => a.position - b.position));
  }

  park(subscription: string, event: ParkedEvent): Promise<void> {
    const others = (this.#parked.get(subscription) ?? []).filter(({ eventId }) => eventId !== event.eventId);
    this.#parked.set(subscription, [...others, event]);
    return Promise.resolve();
  }

  forget(subscription: string, eventId: string): Promise<void> {
    const left = (this.#parked.get(subscription) ?? []).filter((event) => event.eventId !== eventId);
    this.#parked.set(subscription, left);
    return Promise.resolve();
  }
}

/** Keeps what was logged, oldest first. */
export class MemoryLog implements Log {
  readonly lines: {
    readonly level: 'warn' | 'error';
    readonly fields: Readonly<Record<string, unknown>>;
    readonly message: string;
  }[] = [];

  warn(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'warn', fields, message });
  }

  error(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'error', fields, message });
  }
}

/** Lets other work go on and does not wait. */
export const noPause: Pause = () => new Promise((resolve) => setImmediate(resolve));
