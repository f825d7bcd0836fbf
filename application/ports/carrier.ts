import type { Address } from '../../domain/shared/address.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { WebhookDelivery, WebhookReading } from './webhook.ts';

export interface Parcel {
  readonly from: Address;
  readonly to: Address;
  readonly weightGrams: number;
}

export interface Rate {
  /** The carrier's own code. */
  readonly service: string;
  readonly amount: Minor;
  readonly currency: Currency;
  /** Calendar date, `YYYY-MM-DD`. */
  readonly estimatedDelivery: string | null;
}

/** What a scan means for the shipment; `in_transit` is anything on the way. */
export type ScanMeaning = 'in_transit' | 'delivered' | 'failed' | 'returned_to_sender';

/** Something that the carrier saw. */
export interface TrackingScan {
  /** The same for the same scan, whether polled or sent: the carrier's id of it, or made from what it says. */
  readonly scanId: string;
  readonly meaning: ScanMeaning;
  /** The carrier's own status code. */
  readonly status: string;
  readonly location: string | null;
  readonly description: string | null;
  readonly occurredAt: Instant;
}

/** A carrier's "no" (it does not serve the address) is a value. */
export type CarrierAnswer<Value> =
  ({ readonly ok: true } & Value) | { readonly ok: false; readonly reason: string; readonly message: string };

/** @throws ServiceUnavailableError named after the carrier, if it does not answer. */
export interface Carrier {
  /** What shipments call it, and the last part of its webhook's path. */
  readonly name: string;
  rates(parcel: Parcel): Promise<CarrierAnswer<{ readonly rates: readonly Rate[] }>>;
  /** Buys a label. `reference` is the shipment's id, printed on it. */
  buyLabel(
    parcel: Parcel & { readonly reference: string; readonly service: string | null },
  ): Promise<CarrierAnswer<{ readonly trackingNumber: string; readonly labelUrl: string | null }>>;
  /** Every scan so far, oldest first; none for a number that is not known yet. */
  track(trackingNumber: string): Promise<readonly TrackingScan[]>;
  /** Verifies a webhook by the carrier's own scheme and reads it. */
  readWebhook(
    delivery: WebhookDelivery,
  ): Promise<WebhookReading<{ readonly trackingNumber: string; readonly scans: readonly TrackingScan[] }>>;
}

/** The configured carriers by name. Shipments by any other name are carried without their help. */
export type Carriers = ReadonlyMap<string, Carrier>;
