import { streamName } from '../../domain/shared/stream.ts';
import type { StreamRef } from '../runner/projection.ts';
import { among, deleteRows, insertRows } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import type { ReadModel } from '../tables.ts';
import { openTasks, pickingEvents, pickingStatus } from './evolve.ts';
import type { OpenTask } from './view.ts';

const loadTasks = async (
  { db }: ReadModel,
  streams: readonly StreamRef[],
): Promise<ReadonlyMap<string, readonly OpenTask[]>> => {
  const rows = await db
    .selectFrom('picking_lists')
    .selectAll()
    .where(among('order_id', streams))
    .orderBy('assigned_at')
    .orderBy('task_id')
    .execute();
  const tasks = new Map<string, OpenTask[]>();
  for (const row of rows) {
    const stream = streamName('order', row.organization_id, row.order_id);
    const task = {
      taskId: row.task_id,
      warehouseId: row.warehouse_id,
      assignedAt: row.assigned_at.toISOString(),
      lines: row.lines,
    };
    tasks.set(stream, [...(tasks.get(stream) ?? []), task]);
  }
  return tasks;
};

/** Open fulfilment tasks, one row each, as `GET /picking-lists` shows them. */
export const pickingListsProjection = streamProjection<'order', readonly OpenTask[]>({
  name: 'picking_lists',
  version: 1,
  categories: ['order'],
  tables: ['picking_lists'],
  handles: (type) => pickingEvents.some((handled) => handled === type),
  evolve: (tasks, { event }) => openTasks(tasks ?? [], event),
  load: loadTasks,

  save: (readModel, changed) => {
    // A batch often sees the whole life of a task: nothing was written, nothing is left.
    const written = changed.filter(({ before }) => before !== undefined && before.length > 0);
    const open = changed.flatMap(({ organizationId, id, document }) =>
      document.map((task) => ({
        organization_id: organizationId,
        order_id: id,
        task_id: task.taskId,
        warehouse_id: task.warehouseId,
        status: pickingStatus(task),
        assigned_at: task.assignedAt,
        lines: task.lines,
      })),
    );
    return [
      ...deleteRows(readModel, 'picking_lists', 'order_id', written),
      ...insertRows(readModel, 'picking_lists', open),
    ];
  },
});
