import type { LineQuantity } from '../../domain/order/events.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';

/** Says how far a task has come that is not packed yet. */
export type PickingStatus = 'assigned' | 'picking' | 'picked' | 'packing';

/** Describes some of an order's line, to be picked and packed. */
export interface PickingLine extends LineQuantity {
  readonly picked: Quantity;
  readonly packed: Quantity;
}

/** Describes an open fulfilment task: gone once all of it is packed, or it was cancelled. */
export interface OpenTask {
  readonly taskId: string;
  readonly warehouseId: string;
  readonly assignedAt: Instant;
  readonly lines: readonly PickingLine[];
}

/** Describes a task as the warehouse sees it. */
export interface PickingList {
  readonly taskId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly warehouseId: string;
  readonly status: PickingStatus;
  readonly assignedAt: Instant;
  readonly lines: readonly (PickingLine & {
    readonly variantId: string;
    readonly sku: string;
    readonly productName: string;
  })[];
}
