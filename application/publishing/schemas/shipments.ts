import { z } from 'zod';
import { id, instant, item, order, orderStatus, reason } from './parts.ts';

const head = z.object({ ...order, status: orderStatus, shipment_id: id });

/** What is told of shipments, by routing key. */
export const shipmentMessages = {
  'shipment.created': head
    .extend({
      carrier: id,
      service: z.string().nullable(),
      tracking_number: z.string().nullable(),
      items: z.array(item),
    })
    .describe('Goods were put together for a carrier'),
  'shipment.dispatched': head
    .extend({
      attempt: z.int().positive().describe('2 and more: sent again after a failed delivery'),
      tracking_number: z.string().nullable(),
      estimated_delivery: z.iso.date().nullable(),
      items: z.array(item),
    })
    .describe('The carrier has it'),
  'shipment.in_transit': head
    .extend({
      tracking_event_id: id,
      tracking_status: z.string().describe("the carrier's own code"),
      location: z.string().nullable(),
      description: z.string().nullable(),
      scanned_at: instant,
    })
    .describe('The carrier saw it'),
  'shipment.delivered': head.describe('It arrived'),
  'shipment.failed': head.extend({ reason }).describe('It could not be delivered, this time'),
};
