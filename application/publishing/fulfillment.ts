import { z } from 'zod';
import { id, item, itemsOf, type Messages, ofOrder, orderHead, reason } from './message-parts.ts';

const task = z.object({
  task_id: id,
  warehouse_id: id,
  items: z.array(item.extend({ sku: z.string(), product_name: z.string() })),
});

/** Lists what warehouses learn, by routing key. They answer with `warehouse.task.picked` and `warehouse.task.packed`. */
export const fulfillmentMessages = {
  'fulfillment.assigned': ofOrder.extend({ tasks: z.array(task) }).describe('Goods to pick and pack'),
  'fulfillment.cancelled': ofOrder.extend({ task_id: id, reason }).describe('A task that is not to be done any more'),
};

export const fulfillment: Messages<typeof fulfillmentMessages> = {
  'fulfillment.assigned': async (data, about) => {
    const order = await about.order();
    const tasks = data.tasks.map(({ taskId, warehouseId, lines }) => ({
      task_id: taskId,
      warehouse_id: warehouseId,
      items: itemsOf(order, lines).map(({ line, item }) => ({
        ...item,
        sku: line.sku,
        product_name: line.productName,
      })),
    }));
    return { ...orderHead(order, data), tasks };
  },
  'fulfillment.cancelled': async (data, about) => ({
    ...orderHead(await about.order(), data),
    task_id: data.taskId,
    reason: data.reason,
  }),
};
