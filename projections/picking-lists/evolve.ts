import type { LineQuantity, OrderEvent } from '../../domain/order/events.ts';
import { advance } from '../../domain/order/facts.ts';
import type { OpenTask, PickingLine, PickingStatus } from './view.ts';

/** Holds the event types that move tasks, and no other. */
export const pickingEvents = [
  'FulfillmentAssigned',
  'FulfillmentTaskCancelled',
  'ItemsPicked',
  'ItemsPacked',
  'OrderCancelled',
] as const satisfies readonly OrderEvent['type'][];

/** Gives an order's open tasks after the event. */
export const evolveTasks = (tasks: readonly OpenTask[] = [], event: OrderEvent): readonly OpenTask[] => {
  switch (event.type) {
    case 'FulfillmentAssigned': {
      const { at: assignedAt } = event.data;
      return [...tasks, ...event.data.tasks.map((task) => ({ ...task, assignedAt, lines: task.lines.map(untouched) }))];
    }
    case 'ItemsPicked':
      return progressed(tasks, 'picked', event.data);
    case 'ItemsPacked':
      return progressed(tasks, 'packed', event.data).filter((task) => !isDone(task));
    case 'FulfillmentTaskCancelled':
      return tasks.filter(({ taskId }) => taskId !== event.data.taskId);
    case 'OrderCancelled':
      return [];
    default:
      return tasks;
  }
};

export const pickingStatus = ({ lines }: OpenTask): PickingStatus => {
  if (lines.some(({ packed }) => packed > 0)) return 'packing';
  if (lines.every(({ picked, quantity }) => picked >= quantity)) return 'picked';
  return lines.some(({ picked }) => picked > 0) ? 'picking' : 'assigned';
};

const untouched = (line: LineQuantity): PickingLine => ({ ...line, picked: 0, packed: 0 });

const isDone = ({ lines }: OpenTask): boolean => lines.every(({ packed, quantity }) => packed >= quantity);

const progressed = (
  tasks: readonly OpenTask[],
  counter: 'picked' | 'packed',
  { taskId, lines: by }: { readonly taskId: string; readonly lines: readonly LineQuantity[] },
): readonly OpenTask[] =>
  tasks.map((task) => (task.taskId === taskId ? { ...task, lines: advance(task.lines, counter, by) } : task));
