import type {
  FulfillmentAssigned,
  FulfillmentTaskCancelled,
  ItemsPacked,
  ItemsPicked,
} from '../../../domain/order/events.ts';
import type { OrderDocument, TaskView } from '../view.ts';
import { change, count, withProgress } from './parts.ts';

export type FulfillmentEvent = FulfillmentAssigned | FulfillmentTaskCancelled | ItemsPicked | ItemsPacked;

/** Gives what a fulfilment task's event changes: the task, and how far the lines have come. */
export const fulfillmentChanges = (
  { lines, tasks }: OrderDocument,
  event: FulfillmentEvent,
): Pick<OrderDocument, 'lines' | 'tasks'> => {
  switch (event.type) {
    case 'FulfillmentAssigned': {
      const assigned = event.data.tasks;
      return {
        lines: assigned.reduce((counted, task) => count(counted, 'assigned', task.lines), lines),
        tasks: [...tasks, ...assigned.map(assignedTask)],
      };
    }
    case 'FulfillmentTaskCancelled': {
      const task = tasks.find(({ taskId }) => taskId === event.data.taskId);
      // What was picked stays picked; the rest can be assigned again.
      const free = task?.lines.map(({ lineId, quantity, picked }) => ({ lineId, quantity: quantity - picked })) ?? [];
      return {
        lines: count(lines, 'assigned', free, -1),
        tasks: onTask(tasks, event, () => ({ cancelled: true })),
      };
    }
    case 'ItemsPicked':
      return {
        lines: count(lines, 'picked', event.data.lines),
        tasks: onTask(tasks, event, (task) => ({ lines: withProgress(task.lines, 'picked', event.data.lines) })),
      };
    case 'ItemsPacked':
      return {
        lines: count(lines, 'packed', event.data.lines),
        tasks: onTask(tasks, event, (task) => ({ lines: withProgress(task.lines, 'packed', event.data.lines) })),
      };
  }
};

const assignedTask = (task: FulfillmentAssigned['data']['tasks'][number]): TaskView => ({
  taskId: task.taskId,
  warehouseId: task.warehouseId,
  cancelled: false,
  lines: task.lines.map((line) => ({ ...line, picked: 0, packed: 0 })),
});

const onTask = (
  tasks: readonly TaskView[],
  { data }: Exclude<FulfillmentEvent, FulfillmentAssigned>,
  changes: (task: TaskView) => Partial<TaskView>,
): readonly TaskView[] => change(tasks, ({ taskId }) => taskId === data.taskId, changes);
