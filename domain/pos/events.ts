import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { PersonalData } from '../shared/personal-data.ts';
import type { TaxMode } from '../shared/policy.ts';
import type { PriceQuote, UnpricedLine } from '../shared/pricing/price-quote.ts';
import type { Quantity } from '../shared/quantity.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export const posStatuses = ['open', 'suspended', 'completed', 'voided'] as const;

export type PosStatus = (typeof posStatuses)[number];

/** Is a promotion that took something off a line, and how much: the rule that gave each discount is named. */
export interface LinePromotion {
  readonly promotionId: string;
  readonly name: string;
  readonly amount: Minor;
  /** Marks one of the organisation's own (domain/promotion); absent: the Pricing service's, or one that a till gave offline. */
  readonly own?: true;
}

/** Says who said the price: the Pricing service, a person at the till, or the till alone while it was cut off. */
export const priceSources = ['pricing', 'override', 'offline'] as const;

export type PriceSource = (typeof priceSources)[number];

/** Is a line of the till: its discount is what its promotions come to. `L1`, `L2`, … in the order of the scans. */
export interface PosLine extends UnpricedLine {
  /** Is as it was scanned; null if it was searched for. */
  readonly barcode: string | null;
  /** Says, before an override, what the Pricing service says. */
  readonly listPrice: Minor;
  readonly discount: Minor;
  readonly promotions: readonly LinePromotion[];
  readonly priceSource: PriceSource;
}

/**
 * Is one of the ways in which a sale is paid. `amount` counts towards the total; of cash `tendered` is what the shopper handed over
 * and `change` what they got back (`tendered - change = amount` after cash rounding).
 */
export interface PosTender {
  /** Is `<transaction id>.P1`, `.P2`, …; a till that is cut off makes its own. */
  readonly paymentId: string;
  readonly method: PosTenderMethod;
  readonly amount: Minor;
  readonly tendered: Minor;
  readonly change: Minor;
  /** Is the terminal's reference, the store credit account: never a card number. */
  readonly reference: string | null;
  /** Says what it takes of another ledger; absent: it is settled in the moment that it is taken. */
  readonly settlement?: TenderSettlement;
}

/**
 * Says what a tender takes from a ledger that is not the drawer's: store credit from an account, points from a customer of the
 * Customer service. Kept as it was when the payment was taken, whichever customer the transaction has later.
 */
export type TenderSettlement =
  | { readonly kind: 'store_credit'; readonly creditAccountId: string; readonly customerId: string | null }
  | { readonly kind: 'loyalty'; readonly customerId: string; readonly points: number };

/** Is some of a line that came back, with its shares of what the line was paid for. `restock`: it can be sold again. */
export interface PosReturnedLine {
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: Quantity;
  readonly total: Minor;
  readonly tax: Minor;
  readonly discount: Minor;
  readonly restock: boolean;
}

export const posRefundMethods = ['cash', 'card_local', 'store_credit'] as const;

export type PosRefundMethod = (typeof posRefundMethods)[number];

/** Says what is paid back for goods, and how. */
export interface PosRefund {
  readonly method: PosRefundMethod;
  readonly amount: Minor;
  /** Is the terminal's, never a card number. */
  readonly reference: string | null;
  /** Says whose store credit it is; absent: paid in another way. */
  readonly credit?: { readonly creditAccountId: string; readonly customerId: string | null };
}

export const posTenderMethods = ['cash', 'card_local', 'store_credit', 'loyalty'] as const;

export type PosTenderMethod = (typeof posTenderMethods)[number];

/**
 * Says what differs. `content_differs`: another sale was recorded under the same id, with this digest. `totals_differ`: the till's sums
 * are not those of its lines (or its tenders). `returned_before`: a till voided a sale of which goods had come back here. `tender_refused`: the ledger that was to settle a payment of the sale did not.
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

/** Says where a sale is rung up. */
export interface TillContext {
  readonly tillId: string;
  readonly shiftId: string;
  /** Is the store, as the Inventory and Pricing services know it; null: the stock that is sold from a distance. */
  readonly localId: string | null;
  readonly cashierId: string;
}

export type PosTransactionOpened = PosEventOf<
  'PosTransactionOpened',
  TillContext & { readonly currency: Currency; readonly taxMode: TaxMode; readonly customerId: string | null }
>;

export type PosItemAdded = PosEventOf<'PosItemAdded', { readonly line: PosLine }>;

/** Prices a line anew after its quantity, or the customer, changed what it costs. */
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

/** Fixes a price: from here on the line costs what a person says; promotions no longer apply to it. */
export type PosPriceOverridden = PosEventOf<
  'PosPriceOverridden',
  { readonly lineId: string; readonly unitPrice: Minor; readonly reason: string; readonly approvedBy: string }
>;

export type PosCustomerIdentified = PosEventOf<'PosCustomerIdentified', { readonly customerId: string | null }>;

export type PosTransactionSuspended = PosEventOf<'PosTransactionSuspended', { readonly note: string | null }>;

/** Goes on at any till of the same store. */
export type PosTransactionResumed = PosEventOf<'PosTransactionResumed', TillContext>;

/** Holds a payment from here on; one with a settlement is only a promise until it is settled. */
export type PosPaymentTaken = PosEventOf<'PosPaymentTaken', PosTender>;

/** Settles a payment: its ledger took what it takes. Recorded also of one that is not held any more: what was taken goes back. */
export type PosPaymentSettled = PosEventOf<'PosPaymentSettled', { readonly paymentId: string }>;

/** Gives a payment back before the sale was complete. */
export type PosPaymentReturned = PosEventOf<
  'PosPaymentReturned',
  {
    readonly paymentId: string;
    readonly amount: Minor;
    /** Says why it did not stand; absent: the shopper wanted it so. */
    readonly reason?: string;
    /** Is the payment's. */
    readonly settlement?: TenderSettlement;
  }
>;

/** Is the sale, with everything that follows from it: stock, loyalty, the shift, its receipt, the journal. */
export type PosTransactionCompleted = PosEventOf<
  'PosTransactionCompleted',
  TillContext & {
    readonly customerId: string | null;
    readonly quote: PriceQuote;
    readonly lines: readonly PosLine[];
    readonly tenders: readonly PosTender[];
    /** Says what rounding to coins adds to (or takes off) the cash part; the quote's total is unchanged. */
    readonly cashRounding: Minor;
    /** Is `offline` if it was rung up by a till that was cut off; its prices stand, whatever they are here. */
    readonly origin: 'online' | 'offline';
    /** Covers what an offline till said, to know the same sale again; null: rung up online. */
    readonly digest: string | null;
    /** Says whom its document is made out to; absent: a receipt, made out to no one. */
    readonly personal?: Pick<PersonalData, 'taxReceiver'>;
  }
>;

/** Gives up what was not complete; what was is taken back whole, with its stock, points and money. */
export type PosTransactionVoided = PosEventOf<
  'PosTransactionVoided',
  TillContext & {
    readonly reason: string;
    readonly voidedBy: string;
    /** Says who allowed it, where it was complete. */
    readonly approvedBy: string | null;
    readonly wasCompleted: boolean;
    readonly customerId: string | null;
    readonly currency: Currency;
    readonly total: Minor;
    /** Is part of `total`, and off it, as the sale had them. */
    readonly tax: Minor;
    readonly discount: Minor;
    readonly lines: readonly { readonly variantId: string; readonly quantity: Quantity }[];
    readonly tenders: readonly PosTender[];
    readonly cashRounding: Minor;
  }
>;

/** Takes some of a complete sale's goods back at a till; they were paid back from its drawer, or in another way. */
export type PosItemsReturned = PosEventOf<
  'PosItemsReturned',
  TillContext & {
    /** Names the return: the same one is made once. */
    readonly returnId: string;
    readonly reason: string;
    readonly returnedBy: string;
    readonly approvedBy: string;
    readonly customerId: string | null;
    readonly currency: Currency;
    readonly lines: readonly PosReturnedLine[];
    /** Says what the goods were paid for; of that `tax`, and off it `discount`. */
    readonly total: Minor;
    readonly tax: Minor;
    readonly discount: Minor;
    /** Says what the goods that the buyer keeps were paid for. */
    readonly left: Minor;
    readonly refund: PosRefund;
    /** Says what rounding to coins (this refund's, or the sale's own) adds to `total`. */
    readonly cashRounding: Minor;
  }
>;

/** Is a return, of whatever sale. */
export type PosReturn = Omit<PosItemsReturned['data'], 'transactionId' | 'customerId' | 'currency'>;

/** Announces that a till which was cut off had voided this sale, which itself has not arrived yet. */
export type PosVoidAnnounced = PosEventOf<
  'PosVoidAnnounced',
  TillContext & { readonly reason: string; readonly voidedBy: string; readonly approvedBy: string | null }
>;

/** Says that what a till did while it was cut off is not what the engine would have done. The sale stands; people may look at it. */
export type PosConflictRecorded = PosEventOf<
  'PosConflictRecorded',
  { readonly conflictId: string; readonly conflict: PosConflict }
>;

/** Says that more was sold than there was: the stock is below zero by this, for people to explain. */
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

/** Says how people know a sale at a till: short enough for the forms of every country, where its own id is a UUID. */
export const tillSaleNumber = (transactionId: string): string => `POS-${transactionId.slice(-12).toUpperCase()}`;
