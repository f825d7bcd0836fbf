import type { At, Instant } from '../../shared/message.ts';
import type { LineQuantity } from '../events.ts';

/** Ships these lines; without `lines` everything that is packed and in no shipment yet. */
export interface CreateShipment extends At {
  readonly type: 'CreateShipment';
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string | null;
  readonly labelUrl: string | null;
  readonly lines: readonly LineQuantity[] | null;
}

/** Reports the label that the carrier sold: its tracking number stands in for none. */
export interface RecordShipmentLabelled extends At {
  readonly type: 'RecordShipmentLabelled';
  readonly shipmentId: string;
  readonly trackingNumber: string;
  readonly labelUrl: string | null;
}

export interface RecordShipmentLabelFailed extends At {
  readonly type: 'RecordShipmentLabelFailed';
  readonly shipmentId: string;
  readonly reason: string;
}

/** Sends a shipment out; a failed one again. */
export interface DispatchShipment extends At {
  readonly type: 'DispatchShipment';
  readonly shipmentId: string;
  readonly trackingNumber: string | null;
  readonly estimatedDelivery: string | null;
}

export interface TrackShipment extends At {
  readonly type: 'TrackShipment';
  readonly shipmentId: string;
  readonly trackingEventId: string;
  readonly trackingStatus: string;
  readonly location: string | null;
  readonly description: string | null;
  readonly occurredAt: Instant;
}

export interface DeliverShipment extends At {
  readonly type: 'DeliverShipment';
  readonly shipmentId: string;
}

export interface FailShipment extends At {
  readonly type: 'FailShipment';
  readonly shipmentId: string;
  readonly reason: string;
}

/** Cancels what was in an undeliverable shipment and refunds it under `refundId`. */
export interface ReturnShipmentToSender extends At {
  readonly type: 'ReturnShipmentToSender';
  readonly shipmentId: string;
  readonly refundId: string;
}

export type ShipmentCommand =
  | CreateShipment
  | RecordShipmentLabelled
  | RecordShipmentLabelFailed
  | DispatchShipment
  | TrackShipment
  | DeliverShipment
  | FailShipment
  | ReturnShipmentToSender;
