import type { DomainEvent, Instant } from '../shared/message.ts';
import type { OrderStatus } from '../shared/order-status.ts';
import type { PriceQuote } from '../shared/pricing/price-quote.ts';
import type { Channel } from '../shared/pricing/promotion.ts';
import type { Quantity } from '../shared/quantity.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export type OrderType = Channel;

/** Names some of a line: `lineId` is the order's (`L1`). */
export interface LineQuantity {
  readonly lineId: string;
  readonly quantity: Quantity;
}

/**
 * Says how a tender's money arrives. `immediate`: with the command (cash, a card terminal, `external`). `gateway`: a payment
 * provider reports later. `terms`: on account, paid after delivery.
 */
export const settlements = ['immediate', 'gateway', 'terms'] as const;

export type Settlement = (typeof settlements)[number];

/** Says when a gateway takes the money: as soon as the payer agrees, or once it is asked to; until then it holds it. */
export type CaptureMode = 'now' | 'later';

export const refundCauses = [
  'cancellation',
  'return',
  'late_payment',
  'overpayment',
  'undeliverable',
  'goodwill',
] as const;

export type RefundCause = (typeof refundCauses)[number];

/** Says where refunded money goes. `original_payment` goes back the way it came. */
export const refundMethods = ['original_payment', 'store_credit', 'cash'] as const;

export type RefundMethod = (typeof refundMethods)[number];

/** Says how a return is made good: with money or store credit, or with other goods (the difference is paid or refunded). */
export const returnRefundMethods = [...refundMethods, 'exchange'] as const;

export type ReturnRefundMethod = (typeof returnRefundMethods)[number];

/** Describes the order that replaces returned goods, as agreed at the request: it is placed once the goods are back. */
export interface ExchangeOffer {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly quote: PriceQuote;
}

/** Names what an order replaces: the goods of this return of that order. */
export interface ExchangeOrigin {
  readonly orderId: string;
  readonly returnId: string;
}

/** Adds what every event of an order says besides its own facts: the derived status once it has happened. */
export type OrderEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly orderId: string; readonly status: OrderStatus; readonly at: Instant } & Data
>;
