import type { PersonalData } from '../../shared/personal-data.ts';
import type { At, Instant } from '../../shared/message.ts';
import type { OrderLimits, OrderTerms } from '../../shared/policy.ts';
import type { PriceQuote } from '../../shared/pricing/price-quote.ts';
import type { ExchangeOrigin, OrderType } from '../events.ts';

export interface PlaceOrder extends At {
  readonly type: 'PlaceOrder';
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly cartId: string | null;
  readonly customerId: string | null;
  readonly quote: PriceQuote;
  readonly paymentMethod: string;
  readonly limits: OrderLimits;
  readonly terms: OrderTerms;
  /** null: nothing is reserved or deducted for this order. */
  readonly reservationExpiresAt: Instant | null;
  readonly externalReference: string | null;
  /** The customer's own number for what they buy (B2B, phone). */
  readonly purchaseOrderNumber?: string;
  /** The offer that it is placed from. */
  readonly salesQuoteId?: string;
  readonly exchangeOf?: ExchangeOrigin;
  readonly personal: PersonalData;
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
