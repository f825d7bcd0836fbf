import type { OrderStatus } from '../../../domain/shared/order-status.ts';
import type { Subject } from '../aggregate-lookup.ts';
import type { shipmentMessages } from '../schemas/shipments.ts';
import { itemsOf, orderHead, type Messages } from './parts.ts';

export const shipments: Messages<keyof typeof shipmentMessages> = {
  'shipment.created': async (data, about) => ({
    ...(await head(data, about)),
    carrier: data.carrier,
    service: data.service,
    tracking_number: data.trackingNumber,
    items: itemsOf(await about.order(), data.lines).map(({ item }) => item),
  }),
  'shipment.dispatched': async (data, about) => ({
    ...(await head(data, about)),
    attempt: data.attempt,
    tracking_number: data.trackingNumber,
    estimated_delivery: data.estimatedDelivery,
    items: itemsOf(await about.order(), data.lines).map(({ item }) => item),
  }),
  'shipment.in_transit': async (data, about) => ({
    ...(await head(data, about)),
    tracking_event_id: data.trackingEventId,
    tracking_status: data.trackingStatus,
    location: data.location,
    description: data.description,
    scanned_at: data.occurredAt,
  }),
  'shipment.delivered': (data, about) => head(data, about),
  'shipment.failed': async (data, about) => ({ ...(await head(data, about)), reason: data.reason }),
};

const head = async (data: { readonly shipmentId: string; readonly status: OrderStatus }, about: Subject) => ({
  ...orderHead(await about.order(), data),
  shipment_id: data.shipmentId,
});
