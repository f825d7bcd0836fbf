import type { Minor } from '../money.ts';
import type { Instant } from '../message.ts';
import type { RatePpm } from '../policy.ts';

/** A coupon's rule, frozen into the cart when it is applied. Fixed values and minimums are in the cart's currency. */
export type Coupon = {
  /** Upper case, as printed. */
  readonly code: string;
  /** Smallest subtotal before discounts; 0 for none. */
  readonly minimumSpend: Minor;
  readonly expiresAt: Instant | null;
} & ({ readonly kind: 'percentage'; readonly rate: RatePpm } | { readonly kind: 'fixed'; readonly amount: Minor });
