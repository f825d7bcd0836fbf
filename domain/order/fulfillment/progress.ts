import type { Quantity } from '../../shared/quantity.ts';
import type { LineQuantity } from '../events.ts';
import type { OrderLine, TaskState } from '../facts.ts';
import type { PlacedOrder } from '../state.ts';

type TaskLine = TaskState['lines'][number];

export const leftToAssign = (line: OrderLine): Quantity => line.quantity - line.assigned;

export const leftToPick = (line: TaskLine): Quantity => line.quantity - line.picked;

/** Counts what the task has picked and not packed. */
export const leftToPack = (line: TaskLine): Quantity => line.picked - line.packed;

/** Counts what is packed and in no shipment. */
export const leftToShip = (line: OrderLine): Quantity => line.packed - line.inShipment;

/** Counts what is delivered and neither back nor on its way back. */
export const leftToReturn = (line: OrderLine): Quantity => line.delivered - line.returning - line.returned;

export const isPicked = (line: OrderLine): boolean => line.picked === line.quantity;

export const isPickingComplete = ({ lines }: PlacedOrder): boolean => lines.every(isPicked);

/** Whether no hand has touched it: the task can be given up. */
export const isUntouched = (task: TaskState): boolean => task.lines.every((line) => line.picked === 0);

export const isPacked = (line: OrderLine): boolean => line.packed === line.quantity;

export const isShipped = (line: OrderLine): boolean => line.shipped === line.quantity;

/** Whether every unit has ended: delivered, or cancelled on the way. */
export const isClosed = (line: OrderLine): boolean => line.delivered + line.cancelled === line.quantity;

export const isCancelled = (line: OrderLine): boolean => line.cancelled === line.quantity;

/** Whether everything that was delivered came back. */
export const isReturned = (line: OrderLine): boolean => line.returned === line.delivered;

/** Pairs each of `changes` with the order's line that it names. */
export const joinLines = <Change extends LineQuantity>(
  lines: readonly OrderLine[],
  changes: readonly Change[],
): readonly { readonly line: OrderLine; readonly change: Change }[] => {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  return changes.flatMap((change) => {
    const line = byId.get(change.lineId);
    return line === undefined ? [] : [{ line, change }];
  });
};

/** Whether stock is reserved and deducted: not for imported history, whose stock moved long ago. */
export const isStockManaged = (order: PlacedOrder): boolean => order.reservationExpiresAt !== null;
