import type { Instant } from '../../domain/shared/message.ts';

/** A shipment that a carrier has on its way: dispatched under a tracking number, neither delivered nor back. */
export interface ShipmentUnderWay {
  readonly organizationId: string;
  readonly shipmentId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  /** When it went out again after a failure: what failed before then is over. null: it went out once. */
  readonly resentAt: Instant | null;
}

/** What there is to track, over all organisations. */
export interface ShipmentsUnderWay {
  /**
   * The shipments of these carriers, in a fixed order, at most `limit`.
   * @param after the last one of the page before
   */
  shipmentsUnderWay(
    carriers: readonly string[],
    limit: number,
    after?: ShipmentUnderWay,
  ): Promise<readonly ShipmentUnderWay[]>;
  /** Finds those under way with this number: more than one only if it was noted twice. */
  shipmentsByTrackingNumber(carrier: string, trackingNumber: string): Promise<readonly ShipmentUnderWay[]>;
}
