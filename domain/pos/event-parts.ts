import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import type { UnpricedLine } from '../shared/pricing/price-quote.ts';
import type { Quantity } from '../shared/quantity.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export type PosStatus = 'open' | 'suspended' | 'completed' | 'voided';

/** A promotion that took something off a line, and how much: the rule that gave each discount is named. */
export interface LinePromotion {
  readonly promotionId: string;
  readonly name: string;
  readonly amount: Minor;
  /** One of the organisation's own (domain/promotion); absent: the Pricing service's, or told by a till. */
  readonly own?: true;
}

/** Who said the price: the Pricing service, a person at the till, or the till alone while it was cut off. */
export type PriceSource = 'pricing' | 'override' | 'offline';

/** A line of the till: its discount is what its promotions come to. `L1`, `L2`, … in the order of the scans. */
export interface PosLine extends UnpricedLine {
  /** As it was scanned; null if it was searched for. */
  readonly barcode: string | null;
  /** Before an override: what the Pricing service says. */
  readonly listPrice: Minor;
  readonly discount: Minor;
  readonly promotions: readonly LinePromotion[];
  readonly priceSource: PriceSource;
}

/**
 * One of the ways in which a sale is paid. `amount` counts towards the total; of cash `tendered` is what the shopper handed over
 * and `change` what they got back (`tendered - change = amount` after cash rounding).
 */
export interface PosTender {
  /** `<transaction id>.P1`, `.P2`, …; a till that is cut off makes its own. */
  readonly paymentId: string;
  readonly method: PosTenderMethod;
  readonly amount: Minor;
  readonly tendered: Minor;
  readonly change: Minor;
  /** The terminal's reference, the store credit account: never a card number. */
  readonly reference: string | null;
  /** What of somebody else's it takes; absent: it is settled in the moment that it is taken. */
  readonly settlement?: TenderSettlement;
}

/**
 * What a tender takes from a ledger that is not the drawer's: store credit from an account, points from a customer of the
 * Customer service. Kept as it was when the payment was taken, whoever the transaction's customer is later.
 */
export type TenderSettlement =
  | { readonly kind: 'store_credit'; readonly creditAccountId: string; readonly customerId: string | null }
  | { readonly kind: 'loyalty'; readonly customerId: string; readonly points: number };

/** Some of a line that came back, with its shares of what the line was paid for. `restock`: it can be sold again. */
export interface PosReturnedLine {
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: Quantity;
  readonly total: Minor;
  readonly tax: Minor;
  readonly discount: Minor;
  readonly restock: boolean;
}

export type PosRefundMethod = 'cash' | 'card_local' | 'store_credit';

/** What is paid back for goods, and how. */
export interface PosRefund {
  readonly method: PosRefundMethod;
  readonly amount: Minor;
  /** The terminal's, never a card number. */
  readonly reference: string | null;
  /** Whose store credit it is; absent: paid in another way. */
  readonly credit?: { readonly creditAccountId: string; readonly customerId: string | null };
}

export type PosTenderMethod = 'cash' | 'card_local' | 'store_credit' | 'loyalty';

/**
 * What differs. `content_differs`: another sale was told of under the same id, with this digest. `totals_differ`: the till's sums
 * are not those of its lines (or its tenders). `returned_before`: a till voided a sale of which goods had come back here. `tender_refused`: whoever was to settle a payment of the sale did not.
 */
export type PosConflict =
  | { readonly kind: 'price_differs'; readonly lineId: string; readonly paid: Minor; readonly now: Minor }
  | { readonly kind: 'unknown_product'; readonly lineId: string; readonly variantId: string }
  | { readonly kind: 'content_differs'; readonly digest: string }
  | { readonly kind: 'shift_closed'; readonly shiftId: string }
  | { readonly kind: 'totals_differ'; readonly claimed: Minor; readonly worked: Minor }
  | { readonly kind: 'customer_unknown'; readonly customerId: string }
  | { readonly kind: 'returned_before'; readonly returnIds: readonly string[] }
  | { readonly kind: 'tender_refused'; readonly paymentId: string; readonly reason: string };

export type PosEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly transactionId: string; readonly at: Instant } & Data
>;
