import { z } from 'zod';
import { page } from './common.ts';

export const pickingLists = page(
  z
    .object({
      task_id: z.string(),
      order_id: z.string(),
      order_number: z.string(),
      warehouse_id: z.string(),
      status: z.enum(['assigned', 'picking', 'picked', 'packing']),
      assigned_at: z.string(),
      items: z.array(
        z.object({
          order_item_id: z.string(),
          variant_id: z.string(),
          sku: z.string(),
          product_name: z.string(),
          quantity: z.number(),
          picked: z.number(),
          packed: z.number(),
        }),
      ),
    })
    .meta({ id: 'PickingList' }),
);
