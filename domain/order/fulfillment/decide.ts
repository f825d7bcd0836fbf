import { reject, type Result } from '../../shared/decider.ts';
import type { AssignFulfillment } from '../commands.ts';
import type { Decide, EventRecorder } from '../event-recorder.ts';
import type { LineQuantity } from '../events.ts';
import { quantities } from '../facts.ts';
import { isUntouched, leftToAssign, leftToPack, leftToPick } from './progress.ts';
import { taskOf, unknownPart } from '../parts.ts';
import { selectLines, type Supply } from './select-lines.ts';
import type { TaskState } from '../facts.ts';
import type { PlacedOrder } from '../state.ts';

/** Gives tasks out in the command's order; each takes from what the earlier ones left. */
export const assignFulfillment: Decide<'AssignFulfillment'> = (command, recorder) => {
  const assigned = assignTasks(command, recorder.order);
  if (!assigned.ok) return assigned;
  const { orderId, tasks } = recorder.order;
  recorder.record('FulfillmentAssigned', {
    tasks: assigned.value.map((task, index) => ({ taskId: `${orderId}.F${tasks.length + index + 1}`, ...task })),
  });
  return recorder.accept();
};

interface Assignment {
  readonly warehouseId: string;
  readonly lines: readonly LineQuantity[];
}

const assignTasks = ({ tasks }: AssignFulfillment, order: PlacedOrder): Result<readonly Assignment[]> => {
  if (tasks.length === 0) return reject('rule', 'nothing_to_assign', 'name at least one warehouse');
  const assigned: Assignment[] = [];
  let left = order.lines.map((line): LineQuantity => ({ lineId: line.lineId, quantity: leftToAssign(line) }));
  for (const { warehouseId, lines } of tasks) {
    const selected = selectLines(lines, { left, codes: assigning });
    if (!selected.ok) return selected;
    assigned.push({ warehouseId, lines: selected.value });
    const taken = quantities(selected.value);
    left = left.map(({ lineId, quantity }) => ({ lineId, quantity: quantity - (taken.get(lineId) ?? 0) }));
  }
  return { ok: true, value: assigned };
};

export const cancelFulfillmentTask: Decide<'CancelFulfillmentTask'> = (command, recorder) => {
  const { taskId, reason } = command;
  const task = taskOf(recorder.order, taskId);
  if (task === undefined) return unknownPart('task', taskId);
  if (!isUntouched(task)) return reject('wrong_state', 'task_already_picked', 'the warehouse has picked some of it');
  recorder.record('FulfillmentTaskCancelled', { taskId, reason });
  return recorder.accept();
};

export const pickItems: Decide<'PickItems'> = ({ taskId, lines }, recorder) => {
  const selected = selectInTask(recorder, taskId, lines, leftToPick, picking);
  if (!selected.ok) return selected;
  recorder.record('ItemsPicked', { taskId, lines: selected.value });
  return recorder.accept();
};

export const packItems: Decide<'PackItems'> = ({ taskId, lines }, recorder) => {
  const selected = selectInTask(recorder, taskId, lines, leftToPack, packing);
  if (!selected.ok) return selected;
  recorder.record('ItemsPacked', { taskId, lines: selected.value });
  return recorder.accept();
};

const assigning = { none: 'nothing_to_assign', unknown: 'unknown_line', exceeded: 'quantity_exceeds_unassigned' };

const picking = { none: 'nothing_to_pick', unknown: 'unknown_line', exceeded: 'quantity_exceeds_unpicked' };

/** Refuses a parcel of anything else than what the task is for. */
const packing = { none: 'nothing_to_pack', unknown: 'packing_mismatch', exceeded: 'quantity_exceeds_unpacked' };

const selectInTask = (
  recorder: EventRecorder,
  taskId: string,
  lines: readonly LineQuantity[] | null,
  leftOf: (line: TaskState['lines'][number]) => number,
  codes: Supply['codes'],
): Result<readonly LineQuantity[]> => {
  const task = taskOf(recorder.order, taskId);
  if (task === undefined) return unknownPart('task', taskId);
  if (task.cancelled) return reject('wrong_state', 'task_cancelled', 'the task was cancelled: stop working on it');
  const left = task.lines.map((line) => ({ lineId: line.lineId, quantity: leftOf(line) }));
  return selectLines(lines, { left, codes });
};
