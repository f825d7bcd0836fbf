import type { PosConflict, PosLine, PosTransactionCompleted } from '../../../domain/pos/events.ts';
import { conflictIdOf } from '../../../domain/pos/ids.ts';
import { extend } from '../../../domain/shared/money.ts';
import type { Fact } from '../../commands/codec.ts';
import { send, type CommandHandlers } from '../../commands/handlers.ts';
import type { Catalog } from '../../ports/catalog.ts';
import type { Customers } from '../../ports/customers.ts';
import type { Pricing } from '../../ports/pricing.ts';
import { reactionContext, type Cause } from '../../reactor/cause.ts';

export interface CheckDependencies {
  readonly handlers: CommandHandlers;
  readonly catalog: Pick<Catalog, 'product'>;
  readonly pricing: Pick<Pricing, 'calculatePrice'>;
  readonly customers: Pick<Customers, 'customer'>;
}

/**
 * Asks what an offline till could not: are the products, the prices, the customer as it thought? What differs is recorded
 * beside the sale, each difference once however often this runs. Sales that no till recorded offline were priced here.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: what is recorded by then stays; ask again
 */
export const checkSale = async (
  dependencies: CheckDependencies,
  cause: Cause,
  { id: eventId, event }: Fact<PosTransactionCompleted>,
): Promise<void> => {
  const { transactionId, origin, at } = event.data;
  if (origin !== 'offline') return;
  for await (const conflict of conflictsOf(dependencies, cause.organizationId, event.data)) {
    const conflictId = conflictIdOf(transactionId, conflict);
    const context = { ...cause, ...reactionContext('offline-sales', cause, eventId, conflictId) };
    const command = { type: 'RecordPosConflict', conflictId, conflict, at } as const;
    await send(dependencies.handlers, context, { aggregate: 'pos', id: transactionId, command });
  }
};

async function* conflictsOf(
  dependencies: CheckDependencies,
  organizationId: string,
  sale: PosTransactionCompleted['data'],
): AsyncGenerator<PosConflict> {
  for (const line of sale.lines) {
    const conflict = await conflictOfLine(dependencies, organizationId, sale, line);
    if (conflict !== undefined) yield conflict;
  }
  const { customerId } = sale;
  if (customerId !== null && (await dependencies.customers.customer(organizationId, customerId)) === undefined) {
    yield { kind: 'customer_unknown', customerId };
  }
}

/** Passes by a price that was agreed with the shopper: it is no mistake. */
const conflictOfLine = async (
  { catalog, pricing }: CheckDependencies,
  organizationId: string,
  { customerId, localId, quote: { currency } }: PosTransactionCompleted['data'],
  { lineId, variantId, quantity, unitPrice, discount, priceSource }: PosLine,
): Promise<PosConflict | undefined> => {
  const product = await catalog.product(organizationId, variantId);
  if (product === undefined) return { kind: 'unknown_product', lineId, variantId };
  if (priceSource === 'override') return undefined;
  const price = await pricing.calculatePrice({ organizationId, variantId, quantity, customerId, localId });
  if (price?.currency !== currency) return undefined;
  const paid = extend(unitPrice, quantity) - discount;
  return price.finalPrice === paid ? undefined : { kind: 'price_differs', lineId, paid, now: price.finalPrice };
};
