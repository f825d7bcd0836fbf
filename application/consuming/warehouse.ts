import { z } from 'zod';
import { parseQuantity } from '../../domain/shared/quantity.ts';
import { parentOf } from '../commands/ids.ts';
import { causeOf, contextOf, head, messageKind, ourId, type MessageKind } from './message-kind.ts';
import { verdictOf } from './received-message.ts';

const quantity = z.number().transform((value, context) => {
  const parsed = parseQuantity(value);
  if (parsed !== undefined && parsed > 0) return parsed;
  context.addIssue({ code: 'custom', message: 'must be more than 0, with at most 3 decimals' });
  return z.NEVER;
});

const task = head.extend({
  task_id: ourId,
  items: z
    .array(z.object({ order_item_id: ourId, quantity }))
    .min(1)
    .exactOptional(),
});

const taskKind = (does: 'pick' | 'pack', schema: typeof task): MessageKind =>
  messageKind(
    schema,
    ({ organization_id, task_id }) => `${organization_id}/${parentOf(task_id)}`,
    async (dependencies, data, message) => {
      const cause = causeOf(dependencies, data, message);
      const context = { ...contextOf(cause, data.task_id), at: cause.at };
      const lines = data.items?.map(({ order_item_id, quantity }) => ({ lineId: order_item_id, quantity })) ?? null;
      return verdictOf(await dependencies.engine.fulfillment[does](context, data.task_id, { lines }));
    },
  );

/** Messages about warehouse tasks, by routing key. */
export const warehouseMessages = {
  'warehouse.task.picked': taskKind(
    'pick',
    task.describe('A warehouse picked a task: without items, all that was left of it'),
  ),
  'warehouse.task.packed': taskKind(
    'pack',
    task.describe('A warehouse packed a task: without items, all that was picked'),
  ),
};
