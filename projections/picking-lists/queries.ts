import type { OrderTables } from '../orders/table.ts';
import type { OrderDocument } from '../orders/view.ts';
import type { Page, PageRequest } from '../paging/queries.ts';
import { readPage } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { PickingListTables } from './table.ts';
import type { PickingLine, PickingList } from './view.ts';

export interface PickingListQueries {
  /** Gives a warehouse's open tasks, the longest waiting first. */
  listPickingLists(organizationId: string, warehouseId: string, page: PageRequest): Promise<Page<PickingList>>;
}

export const pickingListQueries = ({ db }: ReadModel): PickingListQueries => ({
  listPickingLists: (organizationId, warehouseId, page) => {
    const tasks = db
      .withTables<PickingListTables & OrderTables>()
      .selectFrom('picking_lists as task')
      .innerJoin('orders as order', (join) =>
        join.onRef('order.organization_id', '=', 'task.organization_id').onRef('order.order_id', '=', 'task.order_id'),
      )
      .select(['task.task_id', 'task.order_id', 'task.warehouse_id', 'task.status', 'task.assigned_at', 'task.lines'])
      .select('order.document');
    return readPage(tasks, {
      where: { 'task.organization_id': organizationId, 'task.warehouse_id': warehouseId },
      by: ['task.assigned_at', 'task.task_id'],
      direction: 'asc',
      page,
      item: (row) => ({
        taskId: row.task_id,
        orderId: row.order_id,
        orderNumber: row.document.orderNumber,
        warehouseId: row.warehouse_id,
        status: row.status,
        assignedAt: row.assigned_at.toISOString(),
        lines: withProducts(row.lines, row.document),
      }),
      place: ({ assignedAt, taskId }) => ({ at: assignedAt, id: taskId }),
    });
  },
});

const withProducts = (lines: readonly PickingLine[], order: OrderDocument): PickingList['lines'] => {
  const products = new Map(order.lines.map((line) => [line.lineId, line]));
  return lines.flatMap((line) => {
    const product = products.get(line.lineId);
    if (product === undefined) return [];
    const { variantId, sku, productName } = product;
    return [{ ...line, variantId, sku, productName }];
  });
};
