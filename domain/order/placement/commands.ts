import type { At } from '../../shared/message.ts';
import type { OrderLimits } from '../../shared/policy.ts';
import type { OrderPlaced } from './events.ts';

/** Places the order that its event describes; `limits` are what its tenant allows. */
export interface PlaceOrder extends Omit<OrderPlaced['data'], 'status'> {
  readonly type: 'PlaceOrder';
  readonly limits: OrderLimits;
}

export interface RecordStockReserved extends At {
  readonly type: 'RecordStockReserved';
  readonly reservationId: string;
}

/** Reports that there is no stock: the order cannot go on, so it is cancelled (and refunded). */
export interface RecordStockReservationFailed extends At {
  readonly type: 'RecordStockReservationFailed';
  readonly shortfalls: readonly { readonly variantId: string; readonly available: number }[];
}

/** Comes from the scheduler, at or after `reservationExpiresAt`; too early or already paid is no event. */
export interface ExpireReservation extends At {
  readonly type: 'ExpireReservation';
}

export interface CancelOrder extends At {
  readonly type: 'CancelOrder';
  readonly reason: string;
  readonly cancelledBy: string;
  /** Needed once fulfilment is assigned. */
  readonly approvedBy: string | null;
}

export type PlacementCommand =
  PlaceOrder | RecordStockReserved | RecordStockReservationFailed | ExpireReservation | CancelOrder;
