import type { z } from 'zod';
import { quantityToWire } from '../../../domain/shared/quantity.ts';
import type { PickingList } from '../../../projections/picking-lists/view.ts';
import type { pickingLists } from '../schemas/picking-list.ts';

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
