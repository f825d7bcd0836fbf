import type { Currency, Minor } from '../../shared/money.ts';
import type { Quantity } from '../../shared/quantity.ts';
import type { ExchangeOffer, LineQuantity, OrderEventOf, ReturnRefundMethod } from '../event-parts.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

/** Records that the order holds these quantities for a return, whose own story is the Return aggregate's. */
export type OrderReturnRequested = OrderEventOf<
  'OrderReturnRequested',
  {
    readonly returnId: string;
    /** `RMA-<order number without its prefix>-<n>`. */
    readonly rmaNumber: string;
    readonly orderNumber: string;
    readonly customerId: string | null;
    readonly currency: Currency;
    readonly reason: string;
    readonly refundMethod: ReturnRefundMethod;
    /** The goods that are wanted instead; absent: none. */
    readonly exchange?: ExchangeOffer;
    readonly lines: readonly (LineQuantity & {
      readonly variantId: string;
      readonly sku: string;
      /** Share of the line's frozen total, if all of it is accepted. */
      readonly amount: Minor;
      /** Why, for each part of the quantity that was asked for apart. */
      readonly reasons: readonly { readonly quantity: Quantity; readonly detail: string | null }[];
    })[];
    /** What all of it is worth by the order's refund policy: an estimate until it is received. */
    readonly amount: Minor;
    readonly stockManaged: boolean;
  }
>;

export type OrderReturnRejected = OrderEventOf<'OrderReturnRejected', { readonly returnId: string }>;

/**
 * `lines` are what was accepted (may be fewer than requested); `amount` is what they are refunded: the lines' shares of
 * their frozen totals, plus `shipping`, less `forfeited` (each 0 if absent; return-value.ts says how they come about).
 */
export type OrderReturnReceived = OrderEventOf<
  'OrderReturnReceived',
  {
    readonly returnId: string;
    readonly lines: readonly LineQuantity[];
    readonly amount: Minor;
    /** The order's shipping, which goes back with the last of its goods. */
    readonly shipping?: Minor;
    /** Discount that the kept goods no longer deserve. Below zero: what earlier returns forfeited comes back. */
    readonly forfeited?: Minor;
  }
>;

/** Records that the goods are replaced: the order of `exchange` shall be placed. `credit` is what was issued to pay it. */
export type OrderReturnExchanged = OrderEventOf<
  'OrderReturnExchanged',
  { readonly returnId: string; readonly exchange: ExchangeOffer; readonly credit: Minor }
>;

/** Records that every refund of the return has succeeded; `amount` is their sum. */
export type OrderReturnRefunded = OrderEventOf<
  'OrderReturnRefunded',
  { readonly returnId: string; readonly refundId: string; readonly amount: Minor }
>;

/** Records that the time in which returns may be requested is over. */
export type ReturnWindowClosed = OrderEventOf<'ReturnWindowClosed', object>;

export type OrderReturnEvent =
  | OrderReturnRequested
  | OrderReturnRejected
  | OrderReturnReceived
  | OrderReturnExchanged
  | OrderReturnRefunded
  | ReturnWindowClosed;
