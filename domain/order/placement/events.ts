import type { PersonalData } from '../../shared/personal-data.ts';
import type { Instant } from '../../shared/message.ts';
import type { Minor } from '../../shared/money.ts';
import type { OrderTerms } from '../../shared/policy.ts';
import type { PriceQuote } from '../../shared/pricing/price-quote.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { ExchangeOrigin, LineQuantity, OrderEventOf, OrderType } from '../event-parts.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export type OrderPlaced = OrderEventOf<
  'OrderPlaced',
  {
    readonly orderNumber: string;
    readonly orderType: OrderType;
    readonly cartId: string | null;
    readonly customerId: string | null;
    readonly quote: PriceQuote;
    readonly paymentMethod: string;
    readonly terms: OrderTerms;
    /** null: the goods are not ours to reserve or deduct (imported history). */
    readonly reservationExpiresAt: Instant | null;
    /** The order's name elsewhere: an imported invoice number. */
    readonly externalReference: string | null;
    /** The customer's own number for what they buy (B2B). */
    readonly purchaseOrderNumber?: string;
    /** The offer that it was placed from: domain/sales-quote. */
    readonly salesQuoteId?: string;
    /** Absent: an order of its own. */
    readonly exchangeOf?: ExchangeOrigin;
    readonly personal: PersonalData;
  }
>;

export type StockReserved = OrderEventOf<'StockReserved', { readonly reservationId: string }>;

export type StockReservationFailed = OrderEventOf<
  'StockReservationFailed',
  { readonly shortfalls: readonly { readonly variantId: string; readonly available: Quantity }[] }
>;

/** Records that the order is binding: paid (captured or promised) in full. */
export type OrderConfirmed = OrderEventOf<'OrderConfirmed', { readonly reservationId: string | null }>;

export type OrderCancelled = OrderEventOf<
  'OrderCancelled',
  {
    readonly reason: string;
    readonly cancelledBy: string;
    /** Who approved it, where the status asks for approval. */
    readonly approvedBy: string | null;
    readonly reservationId: string | null;
  }
>;

/**
 * Records what will never be delivered of an order; `amount` is what the lines cost the buyer. `returnWindowEndsAt`: as in
 * ShipmentDelivered, where the rest of the order had been delivered before.
 */
export type OrderLinesCancelled = OrderEventOf<
  'OrderLinesCancelled',
  {
    readonly lines: readonly LineQuantity[];
    readonly amount: Minor;
    readonly reason: string;
    readonly returnWindowEndsAt: Instant | null;
  }
>;

export type PlacementEvent =
  OrderPlaced | StockReserved | StockReservationFailed | OrderConfirmed | OrderCancelled | OrderLinesCancelled;
