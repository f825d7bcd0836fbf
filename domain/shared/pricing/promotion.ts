import type { Instant } from '../message.ts';
import type { Currency, Minor } from '../money.ts';
import type { RatePpm, TaxClass } from '../policy.ts';
import type { UsageLimits } from './price-quote.ts';

// Promotions are kept in events, of their own and of carts: these names and shapes are part of the storage format.

/** Where something is sold: the types of orders. */
export const channels = ['online', 'pos', 'phone', 'b2b', 'subscription'] as const;

export type Channel = (typeof channels)[number];

/**
 * A rule by which goods cost less, whole as it is applied: whoever keeps a copy can price with it for ever, whatever becomes of
 * the promotion. How several go together: domain/promotion/README.md.
 */
export interface Promotion {
  readonly promotionId: string;
  /** As printed. */
  readonly name: string;
  /** What a shopper enters, in upper case; null: it applies by itself. */
  readonly code: string | null;
  readonly benefit: Benefit;
  /** What it applies to; null: everything. */
  readonly goods: GoodsSelection | null;
  /** Of its amounts, and of the sales that it is for; null: any, as it has no amounts. */
  readonly currency: Currency | null;
  /** Smallest subtotal of all goods before discounts; 0: any. */
  readonly minimumSpend: Minor;
  /** It applies from then on; null: it has always been on. */
  readonly startsAt: Instant | null;
  /** It applies no more from then on; null: without end. */
  readonly expiresAt: Instant | null;
  /** Where it is given; null: everywhere. */
  readonly channels: readonly Channel[] | null;
  /** To whom; null: to all. */
  readonly customers: CustomerSelection | null;
  readonly stacking: Stacking;
  /** How often it may be used, only of one with a code; null: without end. */
  readonly usage: UsageLimits | null;
}

/** A promotion whose code was entered. */
export type Coupon = Promotion & { readonly code: string };

/**
 * What it gives. `percentage`: of what its goods cost. `fixed`: an amount, once. `buy_x_get_y`: of every `buy + get` whole units
 * `get` are cheaper by `rate` (a million: for nothing), the cheapest of all.
 */
export type Benefit =
  | { readonly kind: 'percentage'; readonly rate: RatePpm }
  | { readonly kind: 'fixed'; readonly amount: Minor }
  | { readonly kind: 'buy_x_get_y'; readonly buy: number; readonly get: number; readonly rate: RatePpm };

/** Goods that any of the lists names. */
export interface GoodsSelection {
  readonly variantIds: readonly string[];
  readonly skus: readonly string[];
  readonly taxClasses: readonly TaxClass[];
}

/** Customers that either list names. */
export interface CustomerSelection {
  readonly customerIds: readonly string[];
  /** As the Customer service calls them. */
  readonly loyaltyTiers: readonly string[];
}

/** `combinable` ones apply together, the lowest priority first; an `exclusive` one applies alone, or not at all. */
export type Stacking = { readonly kind: 'combinable'; readonly priority: number } | { readonly kind: 'exclusive' };

/**
 * The id of the promotion that a code stands for. It follows from the code, so that an organisation has one promotion to a code,
 * whoever defines them at once. Part of the storage format.
 *
 * @param code in upper case
 */
export const couponPromotionId = (code: string): string => `coupon.${code}`;
