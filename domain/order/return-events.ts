import type { Currency, Minor } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { LineQuantity, OrderEventOf, RefundMethod } from './event-parts.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

/** The order holds these quantities for a return, whose own story is the Return aggregate's. */
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
    readonly refundMethod: RefundMethod;
    readonly lines: readonly (LineQuantity & {
      readonly variantId: string;
      readonly sku: string;
      /** Share of the line's frozen total, if all of it is accepted. */
      readonly amount: Minor;
      /** Why, for each part of the quantity that was asked for apart. */
      readonly reasons: readonly { readonly quantity: Quantity; readonly detail: string | null }[];
    })[];
    readonly amount: Minor;
    readonly stockManaged: boolean;
  }
>;

export type OrderReturnRejected = OrderEventOf<'OrderReturnRejected', { readonly returnId: string }>;

/** `lines` are what was accepted (may be fewer than requested); `amount` is what they are refunded. */
export type OrderReturnReceived = OrderEventOf<
  'OrderReturnReceived',
  { readonly returnId: string; readonly lines: readonly LineQuantity[]; readonly amount: Minor }
>;

/** Every refund of the return has succeeded; `amount` is their sum. */
export type OrderReturnRefunded = OrderEventOf<
  'OrderReturnRefunded',
  { readonly returnId: string; readonly refundId: string; readonly amount: Minor }
>;

/** The time in which returns may be requested is over. */
export type ReturnWindowClosed = OrderEventOf<'ReturnWindowClosed', object>;

export type OrderReturnEvent =
  OrderReturnRequested | OrderReturnRejected | OrderReturnReceived | OrderReturnRefunded | ReturnWindowClosed;
