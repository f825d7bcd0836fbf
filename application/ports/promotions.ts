import type { Coupon, Promotion } from '../../domain/shared/pricing/promotion.ts';

/** An organisation's promotions, as they are given now. */
export interface Promotions {
  /** The one that a code stands for, unless it was ended. `code` is in upper case. */
  byCode(organizationId: string, code: string): Promise<Coupon | undefined>;
  /** Those without a code, in a fixed order; may be a few seconds old, and hold some that have yet to start or are over. */
  automatic(organizationId: string): Promise<readonly Promotion[]>;
}
