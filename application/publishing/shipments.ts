import { z } from 'zod';
import type { OrderStatus } from '../../domain/shared/order-status.ts';
import type { Subject } from './aggregate-lookup.ts';
import { id, instant, item, itemsOf, type Messages, ofOrder, orderHead, reason } from './message-parts.ts';

const head = ofOrder.extend({ shipment_id: id });

/** Lists what is published of shipments, by routing key. */
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

export const shipments: Messages<typeof shipmentMessages> = {
  'shipment.created': async (data, about) => ({
    ...(await headOf(data, about)),
    carrier: data.carrier,
    service: data.service,
    tracking_number: data.trackingNumber,
    items: itemsOf(await about.order(), data.lines).map(({ item }) => item),
  }),
  'shipment.dispatched': async (data, about) => ({
    ...(await headOf(data, about)),
    attempt: data.attempt,
    tracking_number: data.trackingNumber,
    estimated_delivery: data.estimatedDelivery,
    items: itemsOf(await about.order(), data.lines).map(({ item }) => item),
  }),
  'shipment.in_transit': async (data, about) => ({
    ...(await headOf(data, about)),
    tracking_event_id: data.trackingEventId,
    tracking_status: data.trackingStatus,
    location: data.location,
    description: data.description,
    scanned_at: data.occurredAt,
  }),
  'shipment.delivered': (data, about) => headOf(data, about),
  'shipment.failed': async (data, about) => ({ ...(await headOf(data, about)), reason: data.reason }),
};

const headOf = async (data: { readonly shipmentId: string; readonly status: OrderStatus }, about: Subject) => ({
  ...orderHead(await about.order(), data),
  shipment_id: data.shipmentId,
});
