import type { z } from 'zod';
import type { LineQuantity } from '../../../../domain/order/events.ts';
import { type Quantity, quantityToWire } from '../../../../domain/shared/quantity.ts';
import type { PickingList } from '../../../../projections/picking-lists/view.ts';
import type { pickingLists } from './schema.ts';

export const showPickingList = (list: PickingList): z.input<typeof pickingLists>['items'][number] => ({
  task_id: list.taskId,
  order_id: list.orderId,
  order_number: list.orderNumber,
  warehouse_id: list.warehouseId,
  status: list.status,
  assigned_at: list.assignedAt,
  items: list.lines.map((line) => ({
    order_item_id: line.lineId,
    variant_id: line.variantId,
    sku: line.sku,
    product_name: line.productName,
    quantity: quantityToWire(line.quantity),
    picked: quantityToWire(line.picked),
    packed: quantityToWire(line.packed),
  })),
});

/** Lines as the domain names them; null if the request names none: everything that is left. */
export const linesOf = (
  items: readonly { readonly order_item_id: string; readonly quantity: Quantity }[] | undefined,
): readonly LineQuantity[] | null =>
  items?.map(({ order_item_id, quantity }) => ({ lineId: order_item_id, quantity })) ?? null;
