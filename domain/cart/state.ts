import type { Instant } from '../shared/message.ts';
import type { Currency } from '../shared/money.ts';
import type { TaxMode } from '../shared/policy.ts';
import type { Coupon, Promotion } from '../shared/pricing/promotion.ts';
import type { CartLine } from './events.ts';

export const cartStatuses = ['active', 'abandoned', 'merged', 'expired', 'checked_out'] as const;

export type CartStatus = (typeof cartStatuses)[number];

export interface CreatedCart {
  readonly exists: true;
  readonly cartId: string;
  readonly status: CartStatus;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly recoveryToken: string;
  readonly lines: readonly CartLine[];
  /** Number of the last line id given out, so that a removed line's id is never used again. */
  readonly lastLine: number;
  /** Names lines whose variant is out of stock, as far as is known; some may be gone from the cart. */
  readonly unavailableLines: readonly string[];
  /** Dates the last update of a line's price, or stock, by line id. */
  readonly pricesAsOf: Readonly<Record<string, Instant>>;
  readonly stockAsOf: Readonly<Record<string, Instant>>;
  readonly coupons: readonly Coupon[];
  /** What applies by itself, as of the last change. */
  readonly promotions: readonly Promotion[];
  readonly createdAt: Instant;
  readonly touchedAt: Instant;
  readonly expiresAt: Instant;
  /** Where its lines went, if it was merged. */
  readonly mergedInto: string | null;
  /** Carts whose lines it took. */
  readonly mergedFrom: readonly string[];
  /** Set by checking out; the order's id. */
  readonly orderId: string | null;
}

export type CartState = { readonly exists: false } | CreatedCart;

export const noCart: CartState = { exists: false };
