import type { OrderDocument } from '../orders/view.ts';
import { maxPageSize, pageOf, type Page, type PageRequest } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { PickingLine, PickingList } from './view.ts';

export interface PickingListQueries {
  /** A warehouse's open tasks, the longest waiting first. */
  listPickingLists(organizationId: string, warehouseId: string, page: PageRequest): Promise<Page<PickingList>>;
}

export const pickingListQueries = ({ db }: ReadModel): PickingListQueries => ({
  listPickingLists: async (organizationId, warehouseId, { limit: wanted, after }) => {
    const limit = Math.min(wanted, maxPageSize);
    let query = db
      .selectFrom('picking_lists as task')
      .innerJoin('orders as order', (join) =>
        join.onRef('order.organization_id', '=', 'task.organization_id').onRef('order.order_id', '=', 'task.order_id'),
      )
      .select(['task.task_id', 'task.order_id', 'task.warehouse_id', 'task.status', 'task.assigned_at', 'task.lines'])
      .select('order.document')
      .where('task.organization_id', '=', organizationId)
      .where('task.warehouse_id', '=', warehouseId);
    if (after !== undefined) {
      query = query.where((row) =>
        row(row.refTuple('task.assigned_at', 'task.task_id'), '>', row.tuple(new Date(after.at), after.id)),
      );
    }
    const rows = await query
      .orderBy('task.assigned_at')
      .orderBy('task.task_id')
      .limit(limit + 1)
      .execute();
    const lists = rows.map((row) => ({
      taskId: row.task_id,
      orderId: row.order_id,
      orderNumber: row.document.orderNumber,
      warehouseId: row.warehouse_id,
      status: row.status,
      assignedAt: row.assigned_at.toISOString(),
      lines: withProducts(row.lines, row.document),
    }));
    return pageOf(lists, limit, ({ assignedAt, taskId }) => ({ at: assignedAt, id: taskId }));
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
