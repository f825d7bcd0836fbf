import type { PublishedEvents, RoutingKey } from '../../../domain/processes/publications.ts';
import type { OrderStatus } from '../../../domain/shared/order-status.ts';
import { quantityToWire, type Quantity } from '../../../domain/shared/quantity.ts';
import type { Subject, PlacedOrderFacts } from '../aggregate-lookup.ts';
import type { MessageData } from '../schemas/all.ts';

/** How the `data` of each message under these keys is made: from an event, and what is known about its aggregate. */
export type Messages<Keys extends RoutingKey> = {
  readonly [Key in Keys]: (data: PublishedEvents[Key]['data'], about: Subject) => Promise<MessageData<Key>>;
};

/** What every message about an order begins with. */
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
