import type { Instant } from '../../shared/message.ts';
import type { LineQuantity, OrderEventOf } from '../event-parts.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export type ShipmentCreated = OrderEventOf<
  'ShipmentCreated',
  {
    readonly shipmentId: string;
    readonly carrier: string;
    readonly service: string | null;
    readonly trackingNumber: string | null;
    readonly labelUrl: string | null;
    readonly lines: readonly LineQuantity[];
  }
>;

/** Records that the carrier took the shipment in, and sold its label. */
export type ShipmentLabelled = OrderEventOf<
  'ShipmentLabelled',
  { readonly shipmentId: string; readonly trackingNumber: string; readonly labelUrl: string | null }
>;

/** Records that the carrier will not carry it as it is; a person sees to it (another address, another carrier). */
export type ShipmentLabelFailed = OrderEventOf<
  'ShipmentLabelFailed',
  { readonly shipmentId: string; readonly reason: string }
>;

/** Records that it went out. `attempt` is 1 for the first dispatch: the one that deducts stock. */
export type ShipmentDispatched = OrderEventOf<
  'ShipmentDispatched',
  {
    readonly shipmentId: string;
    readonly attempt: number;
    readonly trackingNumber: string | null;
    /** Calendar date, `YYYY-MM-DD`. */
    readonly estimatedDelivery: string | null;
    readonly reservationId: string | null;
    /** With what the inventory needs to deduct, so that its process keeps no state. */
    readonly lines: readonly (LineQuantity & { readonly variantId: string })[];
    /** False for imported history: nothing is deducted. */
    readonly stockManaged: boolean;
  }
>;

export type ShipmentTracked = OrderEventOf<
  'ShipmentTracked',
  {
    readonly shipmentId: string;
    /** The carrier's own id of the scan: the same one twice is one event. */
    readonly trackingEventId: string;
    readonly trackingStatus: string;
    readonly location: string | null;
    readonly description: string | null;
    readonly occurredAt: Instant;
  }
>;

/**
 * Records that it arrived. `returnWindowEndsAt`: set by the event that makes the order delivered for the first time, if its
 * terms have a window (null in version 1).
 */
export type ShipmentDelivered = OrderEventOf<
  'ShipmentDelivered',
  { readonly shipmentId: string; readonly returnWindowEndsAt: Instant | null }
>;

export type ShipmentFailed = OrderEventOf<'ShipmentFailed', { readonly shipmentId: string; readonly reason: string }>;

/** Records that the goods came back undelivered: they go into stock again, their lines are cancelled and refunded. */
export type ShipmentReturnedToSender = OrderEventOf<
  'ShipmentReturnedToSender',
  {
    readonly shipmentId: string;
    readonly lines: readonly (LineQuantity & { readonly variantId: string })[];
    readonly stockManaged: boolean;
  }
>;

export type ShipmentEvent =
  | ShipmentCreated
  | ShipmentLabelled
  | ShipmentLabelFailed
  | ShipmentDispatched
  | ShipmentTracked
  | ShipmentDelivered
  | ShipmentFailed
  | ShipmentReturnedToSender;
