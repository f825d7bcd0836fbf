import type { CartLine } from '../../domain/cart/events.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { TaxMode } from '../../domain/shared/policy.ts';
import type { Coupon, Promotion } from '../../domain/shared/pricing/promotion.ts';
import type { PriceQuote } from '../../domain/shared/pricing/price-quote.ts';

export type CartStatus = 'active' | 'abandoned' | 'merged' | 'expired' | 'checked_out';

/**
 * A cart as it is read. Totals of an open cart are not kept: price its lines and promotions when asked, since those expire. The recovery token is a secret and stays out.
 */
export interface CartDocument {
  readonly cartId: string;
  readonly status: CartStatus;
  readonly version: number;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly lines: readonly CartLine[];
  /** Lines that are out of stock, as far as is known; some may be gone from the cart. */
  readonly unavailableLines: readonly string[];
  readonly coupons: readonly Coupon[];
  /** Holds what applies by itself, as of the last change. */
  readonly promotions: readonly Promotion[];
  readonly createdAt: Instant;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
  /** Holds where its lines went, if it was merged. */
  readonly mergedInto: string | null;
  /** Holds the order it became, and the frozen amounts of it; null until checked out. */
  readonly orderId: string | null;
  readonly quote: PriceQuote | null;
}
