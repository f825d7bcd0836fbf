import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { PersonalData } from '../shared/personal-data.ts';
import type { TaxMode } from '../shared/policy.ts';
import type { PriceQuote, UnpricedLine } from '../shared/pricing/price-quote.ts';
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

type PosEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly transactionId: string; readonly at: Instant } & Data
>;

/** Where a sale is rung up. */
export interface TillContext {
  readonly tillId: string;
  readonly shiftId: string;
  /** The store, as the Inventory and Pricing services know it; null: the stock that is sold from a distance. */
  readonly localId: string | null;
  readonly cashierId: string;
}

export type PosTransactionOpened = PosEventOf<
  'PosTransactionOpened',
  TillContext & { readonly currency: Currency; readonly taxMode: TaxMode; readonly customerId: string | null }
>;

export type PosItemAdded = PosEventOf<'PosItemAdded', { readonly line: PosLine }>;

/** A line after its quantity, or the customer, changed what it costs. */
export type PosLineRepriced = PosEventOf<
  'PosLineRepriced',
  {
    readonly lineId: string;
    readonly quantity: Quantity;
    readonly unitPrice: Minor;
    readonly listPrice: Minor;
    readonly discount: Minor;
    readonly promotions: readonly LinePromotion[];
  }
>;

export type PosLineRemoved = PosEventOf<'PosLineRemoved', { readonly lineId: string }>;

/** From here on the line costs what a person says; promotions no longer apply to it. */
export type PosPriceOverridden = PosEventOf<
  'PosPriceOverridden',
  { readonly lineId: string; readonly unitPrice: Minor; readonly reason: string; readonly approvedBy: string }
>;

export type PosCustomerIdentified = PosEventOf<'PosCustomerIdentified', { readonly customerId: string | null }>;

export type PosTransactionSuspended = PosEventOf<'PosTransactionSuspended', { readonly note: string | null }>;

/** By any till of the same store: it goes on there. */
export type PosTransactionResumed = PosEventOf<'PosTransactionResumed', TillContext>;

/** One with a settlement is only a promise until it is settled. */
export type PosPaymentTaken = PosEventOf<'PosPaymentTaken', PosTender>;

/** Whoever settles the payment took what it takes. Said also of one that is not held any more: what was taken goes back. */
export type PosPaymentSettled = PosEventOf<'PosPaymentSettled', { readonly paymentId: string }>;

/** Given back before the sale was complete. */
export type PosPaymentReturned = PosEventOf<
  'PosPaymentReturned',
  {
    readonly paymentId: string;
    readonly amount: Minor;
    /** Why it did not stand; absent: the shopper wanted it so. */
    readonly reason?: string;
    /** The payment's. */
    readonly settlement?: TenderSettlement;
  }
>;

/** The sale. Everything that others need of it: stock, loyalty, the shift, its receipt, the journal. */
export type PosTransactionCompleted = PosEventOf<
  'PosTransactionCompleted',
  TillContext & {
    readonly customerId: string | null;
    readonly quote: PriceQuote;
    readonly lines: readonly PosLine[];
    readonly tenders: readonly PosTender[];
    /** What rounding to coins adds to (or takes off) the cash part; the quote's total is unchanged. */
    readonly cashRounding: Minor;
    /** `offline`: rung up by a till that was cut off; its prices stand, whatever they are here. */
    readonly origin: 'online' | 'offline';
    /** Of what an offline till said, to know the same sale again; null: rung up online. */
    readonly digest: string | null;
    /** Whom its document is made out to; absent: nobody in particular, who gets a receipt. */
    readonly personal?: Pick<PersonalData, 'taxReceiver'>;
  }
>;

/** Before it was complete: given up. After: taken back whole, with its stock, points and money. */
export type PosTransactionVoided = PosEventOf<
  'PosTransactionVoided',
  TillContext & {
    readonly reason: string;
    readonly voidedBy: string;
    /** Who allowed it, where it was complete. */
    readonly approvedBy: string | null;
    readonly wasCompleted: boolean;
    readonly customerId: string | null;
    readonly currency: Currency;
    readonly total: Minor;
    /** Of `total` and off it, as the sale had them. */
    readonly tax: Minor;
    readonly discount: Minor;
    readonly lines: readonly { readonly variantId: string; readonly quantity: Quantity }[];
    readonly tenders: readonly PosTender[];
    readonly cashRounding: Minor;
  }
>;

/** Some of a complete sale's goods came back to a till, and were paid back from its drawer, or in another way. */
export type PosItemsReturned = PosEventOf<
  'PosItemsReturned',
  TillContext & {
    /** The same return is made once. */
    readonly returnId: string;
    readonly reason: string;
    readonly returnedBy: string;
    readonly approvedBy: string;
    readonly customerId: string | null;
    readonly currency: Currency;
    readonly lines: readonly PosReturnedLine[];
    /** What the goods were paid for; of that `tax`, and off it `discount`. */
    readonly total: Minor;
    readonly tax: Minor;
    readonly discount: Minor;
    /** What the goods that the buyer keeps were paid for. */
    readonly left: Minor;
    readonly refund: PosRefund;
    /** What rounding to coins (this refund's, or the sale's own) adds to `total`. */
    readonly cashRounding: Minor;
  }
>;

/** A return, of whatever sale. */
export type PosReturn = Omit<PosItemsReturned['data'], 'transactionId' | 'customerId' | 'currency'>;

/** A till that was cut off had voided this sale, and says so before the sale itself has arrived. */
export type PosVoidAnnounced = PosEventOf<
  'PosVoidAnnounced',
  TillContext & { readonly reason: string; readonly voidedBy: string; readonly approvedBy: string | null }
>;

/** What a till that was cut off did is not what the engine would have done. The sale stands; people may look at it. */
export type PosConflictRecorded = PosEventOf<
  'PosConflictRecorded',
  { readonly conflictId: string; readonly conflict: PosConflict }
>;

/** More was sold than there was. The stock is below zero by this, for somebody to explain. */
export type PosStockShort = PosEventOf<
  'PosStockShort',
  { readonly lines: readonly { readonly variantId: string; readonly sold: Quantity; readonly available: Quantity }[] }
>;

export type PosEvent =
  | PosTransactionOpened
  | PosItemAdded
  | PosLineRepriced
  | PosLineRemoved
  | PosPriceOverridden
  | PosCustomerIdentified
  | PosTransactionSuspended
  | PosTransactionResumed
  | PosPaymentTaken
  | PosPaymentSettled
  | PosPaymentReturned
  | PosTransactionCompleted
  | PosTransactionVoided
  | PosItemsReturned
  | PosVoidAnnounced
  | PosConflictRecorded
  | PosStockShort;

export const posEvents: EventSchema<PosEvent> = {
  PosTransactionOpened: [],
  PosItemAdded: [],
  PosLineRepriced: [],
  PosLineRemoved: [],
  PosPriceOverridden: [],
  PosCustomerIdentified: [],
  PosTransactionSuspended: [],
  PosTransactionResumed: [],
  PosPaymentTaken: [],
  PosPaymentSettled: [],
  PosPaymentReturned: [],
  PosTransactionCompleted: [],
  PosTransactionVoided: [],
  PosItemsReturned: [],
  PosVoidAnnounced: [],
  PosConflictRecorded: [],
  PosStockShort: [],
};

/** How people know a sale at a till: short enough for the forms of every country, where its own id is a UUID. */
export const tillSaleNumber = (transactionId: string): string => `POS-${transactionId.slice(-12).toUpperCase()}`;
