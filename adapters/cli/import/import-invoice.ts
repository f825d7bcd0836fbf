import { createHash } from 'node:crypto';
import type { CommandContext } from '../../../application/commands/context.ts';
import { deterministicId } from '../../../application/commands/ids.ts';
import type { Outcome } from '../../../application/commands/outcome.ts';
import type { Engine } from '../../../application/engine/engine.ts';
import type { Clock } from '../../../application/ports/system.ts';
import type { OrderState } from '../../../domain/order/state.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';
import type { SaleLine } from './classify.ts';

/** Is the parent of every id that an import makes: the same invoice is the same order in every run. */
const importNamespace = '7c8f1b9e-53f1-4d0e-9c27-2f5a0f3a6f0d';

/** Says into which organisation is imported, and at what time. */
export interface ImportIdentity {
  readonly organizationId: string;
  readonly clock: Clock;
}

/** Derives the id of what `name` (an invoice, a return of an order) became in this organisation. */
const importedId = (organizationId: string, name: string): string =>
  deterministicId(importNamespace, `${organizationId}\n${name}`);

/** Gives the contexts of one imported thing's commands, one a step: repeated in a second run, each is known again. */
const contextsOf =
  ({ organizationId, clock }: ImportIdentity, id: string, at: string, requestHash: string) =>
  (step: string): CommandContext => ({
    organizationId,
    actor: { subject: 'import', role: 'order.admin' },
    commandId: deterministicId(id, step),
    correlationId: id,
    requestHash,
    now: clock.now(),
    at,
  });

/** Holds an order invoice without its rejected lines. */
export interface Sale {
  readonly invoiceNo: string;
  /** null is a guest. */
  readonly customerId: string | null;
  readonly at: string;
  readonly lines: readonly SaleLine[];
}

/** Names the warehouse that imported orders were served from. */
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

/** Distinguishes an invoice from another of the same number: importing that one under the first one's id would lose it. */
const fingerprint = (sale: Sale): string => {
  const lines = sale.lines.map(({ line, unitPrice }) => [line.row.stockCode, line.quantity, unitPrice]);
  return createHash('sha256')
    .update(JSON.stringify([sale.customerId, lines]))
    .digest('hex');
};

/** Holds the lines of one `C` invoice that were matched to one order. */
export interface ReturnOfOrder {
  readonly invoiceNo: string;
  readonly orderId: string;
  readonly at: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: Quantity }[];
}

/**
 * Takes a return from request to `refunded`, each command once in whatever number of runs.
 * @returns undefined, or the code with which the domain refused the return
 */
export const importReturn = async (
  engine: Engine,
  identity: ImportIdentity,
  { invoiceNo, orderId, at, lines }: ReturnOfOrder,
): Promise<string | undefined> => {
  const id = importedId(identity.organizationId, `${invoiceNo}\n${orderId}`);
  const step = contextsOf(identity, id, at, JSON.stringify(lines));
  const requested = await engine.orders.requestReturn(step('request'), orderId, {
    reason: 'imported',
    refundMethod: 'original_payment',
    items: lines.map((line) => ({ ...line, reasonDetail: invoiceNo })),
  });
  if (!requested.ok) return requested.rejection.code;
  const returnId = requested.state.exists ? requested.state.returns.at(-1)?.returnId : undefined;
  if (returnId === undefined) throw new Error(`return ${invoiceNo} was accepted and is not in its order`);

  accepted('return', await engine.returns.approve(step('approve'), returnId));
  accepted('return', await engine.returns.receive(step('receive'), returnId, { items: null }));
  accepted('return', await engine.returns.refund(step('refund'), returnId, { refundMethod: null }));
  return undefined;
};

/**
 * Gives the state of an imported thing after a command that cannot be refused once it was placed or requested.
 * @throws Error if it was: it was changed in another way between two runs
 */
const accepted = <State>(thing: 'order' | 'return', outcome: Outcome<State>): State => {
  if (outcome.ok) return outcome.state;
  const { code, message } = outcome.rejection;
  throw new Error(`an imported ${thing} was changed outside the import and cannot be completed (${code}: ${message})`);
};

/** Gives the state of an order, which exists once it was placed. @throws Error as {@link accepted} does */
const existing = (outcome: Outcome<OrderState>): OrderState & { readonly exists: true } => {
  const order = accepted('order', outcome);
  if (order.exists) return order;
  throw new Error('an imported order was changed outside the import and cannot be completed (it does not exist)');
};

const last = <Item>(items: readonly Item[]): Item => {
  const item = items.at(-1);
  if (item === undefined) throw new Error('an imported order lost a part that it was given');
  return item;
};
