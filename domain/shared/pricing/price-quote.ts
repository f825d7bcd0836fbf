import type { Currency, Minor } from '../money.ts';
import type { RatePpm, TaxClass, TaxMode } from '../policy.ts';
import type { Quantity } from '../quantity.ts';

/** A line before pricing. `unitPrice` is the server's, with or without tax as the tenant's mode says. */
export interface UnpricedLine {
  /** Unique within its cart or order (`L1`, `L2`, …); the API's item_id and order_item_id. */
  readonly lineId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly productName: string;
  readonly quantity: Quantity;
  readonly unitPrice: Minor;
  readonly taxClass: TaxClass;
  readonly taxRate: RatePpm;
}

/**
 * A line with its frozen amounts. `subtotal` is unit price times quantity; `discount` the allocated part of every
 * discount; `tax` what is contained in (inclusive) or added to (exclusive) `subtotal - discount`; `total` what the
 * buyer pays for the line. Every later refund is a share of `total`.
 */
export interface PricedLine extends UnpricedLine {
  readonly subtotal: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
  readonly total: Minor;
}

/** One discount and the rule that gave it: `code` is a coupon's code or, where none was entered, the promotion's id. */
export interface AppliedDiscount {
  readonly code: string;
  readonly kind: 'percentage' | 'fixed' | 'buy_x_get_y' | 'promotion';
  readonly amount: Minor;
  /** The rule's own id and its name as printed; absent in what was priced before there were any. */
  readonly promotionId?: string;
  readonly name?: string;
  /** How often it may be used; absent: without end. Uses are counted in domain/allowance. */
  readonly usage?: UsageLimits;
  /** Smallest subtotal before discounts that it was given for; absent: any. */
  readonly minimumSpend?: Minor;
}

/** How often a promotion may be used in all and by one customer; null: without end. */
export interface UsageLimits {
  readonly limit: number | null;
  readonly limitPerCustomer: number | null;
}

export interface ShippingCharge {
  readonly method: string;
  /** Absent in orders older than their documents. */
  readonly taxRate?: RatePpm;
  /** As listed: contains its tax in inclusive mode. */
  readonly cost: Minor;
  readonly tax: Minor;
  readonly total: Minor;
}

/** `total = subtotal - discount + shipping`, plus `tax` in exclusive mode. `tax` includes the shipping's. */
export interface Totals {
  readonly subtotal: Minor;
  readonly discount: Minor;
  readonly shipping: Minor;
  readonly tax: Minor;
  readonly total: Minor;
}

/** A priced basket: every amount an integer in minor units of `currency`, every sum exact. */
export interface PriceQuote {
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly lines: readonly PricedLine[];
  readonly discounts: readonly AppliedDiscount[];
  readonly shipping: ShippingCharge | null;
  readonly totals: Totals;
}

/** What goods and their shipping were promised to cost, whatever they cost today. Taxes are the day's. */
export interface AgreedPrices {
  /** One for each item, in their order. */
  readonly unitPrices: readonly Minor[];
  readonly shippingCost: Minor;
}
