import type { Instant } from '../../domain/shared/message.ts';

/** Describes a shipment that is neither delivered nor back at the sender. */
export interface OpenShipment {
  readonly shipmentId: string;
  readonly carrier: string;
  readonly trackingNumber: string | null;
  /** Holds how often it went out. */
  readonly attempts: number;
  /** Holds when it went out again; null if it has not. */
  readonly resentAt: Instant | null;
}
