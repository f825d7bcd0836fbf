import { columnsOf } from '../runner/columns.ts';
import { definePartialReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { table } from '../runner/table.ts';
import { evolveTasks, pickingEvents, pickingStatus } from './evolve.ts';
import type { OpenTask } from './view.ts';

const { text, timestamp, json } = columnsOf<OpenTask>();

/** Keeps open fulfilment tasks, one row each, as `GET /picking-lists` shows them; the order's document keeps the finished ones. */
export const pickingLists = definePartialReadModel({
  name: 'picking_lists',
  version: 1,
  categories: ['order'],
  handles: pickingEvents,
  evolve: evolveTasks,
  tables: {
    picking_lists: table({
      since: '0001_read_models',
      columns: {
        order_id: text((_, { id }) => id),
        task_id: text((task) => task.taskId),
        warehouse_id: text((task) => task.warehouseId),
        status: text(pickingStatus),
        assigned_at: timestamp((task) => task.assignedAt),
        lines: json((task) => task.lines),
      },
      key: ['order_id', 'task_id'],
      indexes: ['(organization_id, warehouse_id, assigned_at, task_id)'],
      stream: 'order_id',
      rows: (tasks: readonly OpenTask[]) => tasks,
      written: 'replaced',
      load: {
        order: ['assigned_at', 'task_id'],
        document: (rows) =>
          rows.map((row) => ({
            taskId: row.task_id,
            warehouseId: row.warehouse_id,
            assignedAt: row.assigned_at.toISOString(),
            lines: row.lines,
          })),
      },
    }),
  },
});

export type PickingListTables = TablesOf<typeof pickingLists>;
