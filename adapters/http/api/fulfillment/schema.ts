import { z } from 'zod';
import { code, date, foreignId, id, instant, page, paging, quantity, reference, some, text } from '../shared/fields.ts';

const maximumLines = 10_000;
const maximumTasks = 100;

const items = some(z.strictObject({ order_item_id: id, quantity }), maximumLines);

export const taskParams = z.strictObject({ task_id: id });
export const shipmentParams = z.strictObject({ shipment_id: id });

/** Nothing: one task with everything, at the default warehouse. */
export const assignment = z.strictObject({
  tasks: some(z.strictObject({ warehouse_id: foreignId, items: items.exactOptional() }), maximumTasks).exactOptional(),
});

/** Nothing: all that is left. */
export const someItems = z.strictObject({ items: items.exactOptional() });

export const newShipment = z.strictObject({
  carrier: code,
  service: text(100).exactOptional(),
  tracking_number: reference(100).exactOptional(),
  items: items.exactOptional(),
});

export const dispatch = z.strictObject({
  tracking_number: reference(100).exactOptional(),
  estimated_delivery: date.exactOptional(),
});

export const trackingEvent = z.strictObject({
  tracking_event_id: reference(100),
  status: text(50),
  location: text(200).exactOptional(),
  description: text(500).exactOptional(),
  occurred_at: instant,
});

export const failedDelivery = z.strictObject({ reason: text(500) });

export const pickingListsQuery = z.strictObject({ warehouse_id: foreignId, ...paging });

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
