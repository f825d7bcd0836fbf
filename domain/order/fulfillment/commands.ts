import type { At } from '../../shared/message.ts';
import type { LineQuantity } from '../events.ts';

/** Assigns lines to warehouses; without `lines` a task takes everything of the order that is not assigned yet. */
export interface AssignFulfillment extends At {
  readonly type: 'AssignFulfillment';
  readonly tasks: readonly { readonly warehouseId: string; readonly lines: readonly LineQuantity[] | null }[];
}

/** Gives a task up before anything of it was picked; its lines can be assigned again. */
export interface CancelFulfillmentTask extends At {
  readonly type: 'CancelFulfillmentTask';
  readonly taskId: string;
  readonly reason: string;
}

/** Picks these lines; without `lines` everything of the task that is left to pick. */
export interface PickItems extends At {
  readonly type: 'PickItems';
  readonly taskId: string;
  readonly lines: readonly LineQuantity[] | null;
}

/** Packs these lines, which must have been picked; without `lines` everything of the task that is picked and not packed. */
export interface PackItems extends At {
  readonly type: 'PackItems';
  readonly taskId: string;
  readonly lines: readonly LineQuantity[] | null;
}

export type FulfillmentCommand = AssignFulfillment | CancelFulfillmentTask | PickItems | PackItems;
