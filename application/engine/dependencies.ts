import type { CommandHandlers } from '../commands/handlers.ts';
import type { FolioRanges } from '../documents/folio-ranges.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { Customers } from '../ports/customers.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { OrderNumbers } from '../ports/order-numbers.ts';
import type { PaymentGateways } from '../ports/payment-gateway.ts';
import type { Pricing } from '../ports/pricing.ts';
import type { Promotions, RecentPayments } from '../ports/read-models.ts';
import type { Ids } from '../ports/system.ts';
import type { TenantPolicies } from '../ports/tenant-policies.ts';
import type { ProcessRunner } from '../reactor/run-process.ts';

/** What the use cases stand on. */
export interface UseCaseDependencies {
  readonly handlers: CommandHandlers;
  /** Runs at once what follows from a command, so that its caller sees it; the background does the same later. */
  readonly processes: ProcessRunner;
  readonly catalog: Catalog;
  readonly inventory: Inventory;
  /** What a till charges. */
  readonly pricing: Pricing;
  readonly promotions: Promotions;
  /** Stored addresses and credit. */
  readonly customers: Customers;
  readonly gateways: PaymentGateways;
  readonly recentPayments: RecentPayments;
  readonly folioRanges: FolioRanges;
  readonly orderNumbers: OrderNumbers;
  readonly policies: TenantPolicies;
  readonly ids: Ids;
  /** Where an order is fulfilled from by default. */
  readonly defaultWarehouse: string;
}
