import type { Deadline, Moment } from '../../domain/processes/deadline.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Coupon, Promotion } from '../../domain/shared/pricing/promotion.ts';

/** A moment that has come. */
export interface DueDeadline extends Deadline, Moment {
  readonly organizationId: string;
}

/** The timers that events have set. */
export interface Deadlines {
  /** What is due at `now`, over all organisations, the longest overdue first; at most `limit`. */
  dueDeadlines(now: Instant, limit: number): Promise<readonly DueDeadline[]>;
  /** Forgets a deadline whose command was decided. One that an event has moved since then stays. */
  forgetDeadline(deadline: DueDeadline): Promise<void>;
}

/** Which carts are still collected in: from the read model, so a moment behind. */
export interface OpenCarts {
  /** Ids of the open carts that hold the variant, in order, after `after`; at most `limit`. */
  cartsWithVariant(
    organizationId: string,
    variantId: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly string[]>;
}

/** For the fraud rules. May be a moment old. */
export interface RecentPayments {
  /** Payments that the customer started at gateways since then, on all orders of the organisation. */
  countRecentPayments(organizationId: string, customerId: string, since: Instant): Promise<number>;
}

/** A document that its authority has taken in and not judged yet. */
export interface PendingDocument {
  readonly organizationId: string;
  /** `<order id>.D<n>` */
  readonly documentId: string;
}

export interface PendingVerdicts {
  /** Over all organisations, in a fixed order, at most `limit`, those that come `after` one. */
  pendingVerdicts(limit: number, after?: PendingDocument): Promise<readonly PendingDocument[]>;
}

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

/** An organisation's promotions, as they are given now. */
export interface Promotions {
  /** The one that a code stands for, unless it was ended. `code` is in upper case. */
  byCode(organizationId: string, code: string): Promise<Coupon | undefined>;
  /** Those without a code, in a fixed order; may be a few seconds old, and hold some that have yet to start or are over. */
  automatic(organizationId: string): Promise<readonly Promotion[]>;
}
