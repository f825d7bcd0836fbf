import type { LineQuantity } from '../../../domain/order/events.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';

/** Lines as the domain names them; null if the request names none: everything that is left. */
export const linesOf = (
  items: readonly { readonly order_item_id: string; readonly quantity: Quantity }[] | undefined,
): readonly LineQuantity[] | null =>
  items?.map(({ order_item_id, quantity }) => ({ lineId: order_item_id, quantity })) ?? null;
