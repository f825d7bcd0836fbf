import type {
  FulfillmentAssigned,
  FulfillmentTaskCancelled,
  ItemsPacked,
  ItemsPicked,
} from '../../../domain/order/events.ts';
import { advance, type TaskState } from '../../../domain/order/facts.ts';
import type { OrderDocument } from '../view.ts';
import { change } from './parts.ts';

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
        lines: assigned.reduce((counted, task) => advance(counted, 'assigned', task.lines), lines),
        tasks: [...tasks, ...assigned.map(assignedTask)],
      };
    }
    case 'FulfillmentTaskCancelled': {
      const task = tasks.find(({ taskId }) => taskId === event.data.taskId);
      // What was picked stays picked; the rest can be assigned again.
      const free = task?.lines.map(({ lineId, quantity, picked }) => ({ lineId, quantity: quantity - picked })) ?? [];
      return {
        lines: advance(lines, 'assigned', free, -1),
        tasks: onTask(tasks, event, () => ({ cancelled: true })),
      };
    }
    case 'ItemsPicked':
      return {
        lines: advance(lines, 'picked', event.data.lines),
        tasks: onTask(tasks, event, (task) => ({ lines: advance(task.lines, 'picked', event.data.lines) })),
      };
    case 'ItemsPacked':
      return {
        lines: advance(lines, 'packed', event.data.lines),
        tasks: onTask(tasks, event, (task) => ({ lines: advance(task.lines, 'packed', event.data.lines) })),
      };
  }
};

const assignedTask = (task: FulfillmentAssigned['data']['tasks'][number]): TaskState => ({
  taskId: task.taskId,
  warehouseId: task.warehouseId,
  cancelled: false,
  lines: task.lines.map((line) => ({ ...line, picked: 0, packed: 0 })),
});

const onTask = (
  tasks: readonly TaskState[],
  { data }: Exclude<FulfillmentEvent, FulfillmentAssigned>,
  changes: (task: TaskState) => Partial<TaskState>,
): readonly TaskState[] => change(tasks, ({ taskId }) => taskId === data.taskId, changes);
