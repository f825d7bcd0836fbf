import { z } from 'zod';
import type { PublishedEvents, RoutingKey } from '../../domain/processes/publications.ts';
import { currencies } from '../../domain/shared/money.ts';
import { type OrderStatus, orderStatuses } from '../../domain/shared/order-status.ts';
import { type Quantity, quantityToWire } from '../../domain/shared/quantity.ts';
import type { PlacedOrderFacts, Subject } from './aggregate-lookup.ts';

/** Parts of every published message. Field names are a contract: a change that is not an addition is a new version. */
export const id = z.string().min(1);
export const instant = z.iso.datetime({ precision: 3 }).describe('UTC');
export const money = z.number().describe('with the decimals of `currency`');
export const quantity = z.number().positive().describe('units, up to three decimals');
export const currency = z.enum(currencies).describe('ISO 4217');
export const reason = z.string();

/** Lists what every message about an order says of it. */
export const order = {
  order_id: id,
  order_number: id,
  customer_id: id.nullable().describe('null: a guest'),
};

const orderStatus = z.enum(orderStatuses).describe('of the order, once this has happened');

/** Begins every message about what happens to an order. */
export const ofOrder = z.object({ ...order, status: orderStatus });

export const item = z.object({ order_item_id: id, variant_id: id, quantity });

/** Makes the `data` of each message of these schemas: from an event, and what is known about its aggregate. */
export type Messages<Schemas extends Partial<Record<RoutingKey, z.ZodObject>>> = {
  readonly [Key in keyof Schemas & RoutingKey]: (
    data: PublishedEvents[Key]['data'],
    about: Subject,
  ) => Promise<z.input<Schemas[Key]>>;
};

/** Gives what every message about an order begins with. */
export const orderHead = (order: PlacedOrderFacts, { status }: { readonly status: OrderStatus }) => ({
  order_id: order.orderId,
  order_number: order.orderNumber,
  customer_id: order.customerId,
  status,
});

/** Quantities of an order's lines, with the goods that they are. */
export const itemsOf = (
  { quote }: PlacedOrderFacts,
  lines: readonly { readonly lineId: string; readonly quantity: Quantity }[],
) =>
  lines.map(({ lineId, quantity }) => {
    const line = quote.lines.find((candidate) => candidate.lineId === lineId);
    if (line === undefined) throw new TypeError(`the order has no line ${lineId}`);
    return { line, item: { order_item_id: lineId, variant_id: line.variantId, quantity: quantityToWire(quantity) } };
  });
