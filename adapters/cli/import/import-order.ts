import { createHash } from 'node:crypto';
import type { Engine } from '../../../application/engine/engine.ts';
import type { Outcome } from '../../../application/commands/outcome.ts';
import type { OrderState } from '../../../domain/order/state.ts';
import type { Minor } from '../../../domain/shared/money.ts';
import { contextsOf, importedId, type ImportIdentity } from './import-context.ts';
import type { Line } from './parse-line.ts';

/** A good line of an order invoice. */
export interface SaleLine {
  readonly line: Line;
  readonly lineId: string;
  readonly unitPrice: Minor;
}

export interface Sale {
  readonly invoiceNo: string;
  /** null is a guest. */
  readonly customerId: string | null;
  readonly at: string;
  readonly lines: readonly SaleLine[];
}

/** The warehouse that imported orders were served from. */
const warehouseId = 'imported';

/**
 * Takes an invoice from order to `delivered`, each command once in whatever number of runs.
 * @returns the order's id, or the code with which the domain refused the whole order
 */
export const importOrder = async (
  engine: Engine,
  identity: ImportIdentity,
  sale: Sale,
): Promise<{ readonly orderId: string } | { readonly reason: string }> => {
  const orderId = importedId(identity.organizationId, sale.invoiceNo);
  const step = contextsOf(identity, orderId, sale.at, fingerprint(sale));
  const { orders, fulfillment } = engine;

  const placed = await orders.record(step('place'), {
    orderId,
    orderType: 'online',
    customerId: sale.customerId,
    currency: 'GBP',
    lines: sale.lines.map(({ line, lineId, unitPrice }) => ({
      lineId,
      variantId: line.row.stockCode,
      sku: line.row.stockCode,
      productName: line.row.description,
      quantity: line.quantity,
      unitPrice,
      taxClass: 'none',
      taxRate: 0,
    })),
    paymentMethod: 'external',
    externalReference: sale.invoiceNo,
  });
  if (!placed.ok) return { reason: placed.rejection.code };
  const { totals, currency } = existing(placed);

  const payment = { method: 'external', methodId: null, amount: totals.total, currency };
  existing(await orders.pay(step('pay'), orderId, payment));
  const assigned = existing(
    await fulfillment.assign(step('assign'), orderId, { tasks: [{ warehouseId, lines: null }] }),
  );
  const taskId = last(assigned.tasks).taskId;
  existing(await fulfillment.pick(step('pick'), taskId, { lines: null }));
  existing(await fulfillment.pack(step('pack'), taskId, { lines: null }));
  const shipment = { carrier: 'local', service: null, trackingNumber: null, lines: null };
  const shipped = existing(await fulfillment.createShipment(step('ship'), orderId, shipment));
  const shipmentId = last(shipped.shipments).shipmentId;
  existing(await fulfillment.dispatch(step('dispatch'), shipmentId, { trackingNumber: null, estimatedDelivery: null }));
  existing(await fulfillment.deliver(step('deliver'), shipmentId));
  return { orderId };
};

/** Tells an invoice from another of the same number: importing that one under the first one's id would lose it. */
const fingerprint = (sale: Sale): string => {
  const lines = sale.lines.map(({ line, unitPrice }) => [line.row.stockCode, line.quantity, unitPrice]);
  return createHash('sha256')
    .update(JSON.stringify([sale.customerId, lines]))
    .digest('hex');
};

/**
 * The state after a command that cannot be refused once the order was placed.
 * @throws Error if it was: someone else changed the imported order between two runs
 */
export const existing = (outcome: Outcome<OrderState>): OrderState & { readonly exists: true } => {
  if (outcome.ok && outcome.state.exists) return outcome.state;
  const why = outcome.ok ? 'it does not exist' : `${outcome.rejection.code}: ${outcome.rejection.message}`;
  throw new Error(`an imported order was changed by somebody else and cannot be completed (${why})`);
};

const last = <Item>(items: readonly Item[]): Item => {
  const item = items.at(-1);
  if (item === undefined) throw new Error('an imported order lost a part that it was given');
  return item;
};
