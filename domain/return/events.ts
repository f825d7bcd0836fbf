import type { ExchangeOffer, ReturnRefundMethod } from '../order/events.ts';
import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export const returnStatuses = [
  'requested',
  'approved',
  'rejected',
  'received',
  'refund_requested',
  'refunded',
] as const;

export type ReturnStatus = (typeof returnStatuses)[number];

/** Judges an item. `sellable` goes back into stock; `missing` was not in the parcel and is not refunded. */
export const itemConditions = ['sellable', 'damaged', 'defective', 'missing'] as const;

export type ItemCondition = (typeof itemConditions)[number];

export interface ReturnLine {
  /** The order's line. */
  readonly lineId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly quantity: Quantity;
  /** What the order says this is worth, if all of it is accepted. */
  readonly amount: Minor;
  /** Why, for each part of the quantity that was asked for apart. */
  readonly reasons: readonly { readonly quantity: Quantity; readonly detail: string | null }[];
}

type ReturnEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly returnId: string; readonly orderId: string; readonly at: Instant } & Data
>;

export type ReturnRequested = ReturnEventOf<
  'ReturnRequested',
  {
    readonly rmaNumber: string;
    readonly orderNumber: string;
    readonly customerId: string | null;
    readonly currency: Currency;
    readonly reason: string;
    readonly refundMethod: ReturnRefundMethod;
    /** The goods that are wanted instead; absent: none. */
    readonly exchange?: ExchangeOffer;
    readonly lines: readonly ReturnLine[];
    readonly amount: Minor;
    readonly stockManaged: boolean;
  }
>;

export type ReturnApproved = ReturnEventOf<'ReturnApproved', { readonly approvedBy: string }>;

export type ReturnRejected = ReturnEventOf<'ReturnRejected', { readonly rejectedBy: string; readonly reason: string }>;

/** Records one parcel, or part of one. `restock` is what goes back into stock because of it. */
export type ReturnItemsReceived = ReturnEventOf<
  'ReturnItemsReceived',
  {
    readonly lines: readonly {
      readonly lineId: string;
      readonly quantity: Quantity;
      readonly condition: ItemCondition;
    }[];
    readonly restock: readonly { readonly lineId: string; readonly variantId: string; readonly quantity: Quantity }[];
  }
>;

/** Records that every requested unit is accounted for; `accepted` are those that are refunded. */
export type ReturnReceived = ReturnEventOf<
  'ReturnReceived',
  { readonly accepted: readonly { readonly lineId: string; readonly quantity: Quantity }[] }
>;

export type ReturnRefundRequested = ReturnEventOf<
  'ReturnRefundRequested',
  { readonly refundId: string; readonly refundMethod: ReturnRefundMethod }
>;

/** Records that the order paid `amount` back. */
export type ReturnRefunded = ReturnEventOf<'ReturnRefunded', { readonly refundId: string; readonly amount: Minor }>;

export type ReturnEvent =
  | ReturnRequested
  | ReturnApproved
  | ReturnRejected
  | ReturnItemsReceived
  | ReturnReceived
  | ReturnRefundRequested
  | ReturnRefunded;

export const returnEvents: EventSchema<ReturnEvent> = {
  ReturnRequested: [],
  ReturnApproved: [],
  ReturnRejected: [],
  ReturnItemsReceived: [],
  ReturnReceived: [],
  ReturnRefundRequested: [],
  ReturnRefunded: [],
};
