import type { LineQuantity, OrderEventOf } from '../event-parts.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export type FulfillmentAssigned = OrderEventOf<
  'FulfillmentAssigned',
  {
    readonly tasks: readonly {
      readonly taskId: string;
      readonly warehouseId: string;
      readonly lines: readonly LineQuantity[];
    }[];
  }
>;

export type FulfillmentTaskCancelled = OrderEventOf<
  'FulfillmentTaskCancelled',
  { readonly taskId: string; readonly reason: string }
>;

export type ItemsPicked = OrderEventOf<
  'ItemsPicked',
  { readonly taskId: string; readonly lines: readonly LineQuantity[] }
>;

export type ItemsPacked = OrderEventOf<
  'ItemsPacked',
  { readonly taskId: string; readonly lines: readonly LineQuantity[] }
>;

export type FulfillmentEvent = FulfillmentAssigned | FulfillmentTaskCancelled | ItemsPicked | ItemsPacked;
