import type {
  FulfillmentAssigned,
  FulfillmentTaskCancelled,
  ItemsPacked,
  ItemsPicked,
  OrderLinesCancelled,
} from '../events.ts';
import { advance } from '../facts.ts';
import { leftToPick } from './progress.ts';
import type { TaskState } from '../facts.ts';
import type { PlacedOrder } from '../state.ts';

export const fulfillmentAssigned = (order: PlacedOrder, { data }: FulfillmentAssigned): PlacedOrder => {
  const tasks = data.tasks.map((task): TaskState => ({
    taskId: task.taskId,
    warehouseId: task.warehouseId,
    cancelled: false,
    lines: task.lines.map(({ lineId, quantity }) => ({ lineId, quantity, picked: 0, packed: 0 })),
  }));
  return {
    ...order,
    tasks: [...order.tasks, ...tasks],
    lines: tasks.reduce((lines, task) => advance(lines, 'assigned', task.lines), order.lines),
  };
};

/** Leaves picked what was picked; the rest can be assigned again. */
export const fulfillmentTaskCancelled = (order: PlacedOrder, { data }: FulfillmentTaskCancelled): PlacedOrder => {
  const given = order.tasks
    .filter((task) => task.taskId === data.taskId)
    .flatMap((task) => task.lines.map((line) => ({ lineId: line.lineId, quantity: leftToPick(line) })));
  return {
    ...changeTask(order, data.taskId, (task) => ({ ...task, cancelled: true })),
    lines: advance(order.lines, 'assigned', given, -1),
  };
};

export const itemsPicked = (order: PlacedOrder, { data }: ItemsPicked): PlacedOrder => handled(order, 'picked', data);

export const itemsPacked = (order: PlacedOrder, { data }: ItemsPacked): PlacedOrder => handled(order, 'packed', data);

export const linesCancelled = (order: PlacedOrder, { data }: OrderLinesCancelled): PlacedOrder => ({
  ...order,
  lines: advance(order.lines, 'cancelled', data.lines),
});

const handled = (
  order: PlacedOrder,
  step: 'picked' | 'packed',
  { taskId, lines }: (ItemsPicked | ItemsPacked)['data'],
): PlacedOrder => ({
  ...changeTask(order, taskId, (task) => ({ ...task, lines: advance(task.lines, step, lines) })),
  lines: advance(order.lines, step, lines),
});

const changeTask = (order: PlacedOrder, taskId: string, change: (task: TaskState) => TaskState): PlacedOrder => ({
  ...order,
  tasks: order.tasks.map((task) => (task.taskId === taskId ? change(task) : task)),
});
