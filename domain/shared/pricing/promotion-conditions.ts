import type { Instant } from '../message.ts';
import type { Minor } from '../money.ts';
import type { Channel, Promotion } from './promotion.ts';
import type { UnpricedLine } from './price-quote.ts';

/** Describes who buys. A tier is known of few: look it up before asking for one ({@link dependsOnTier}). */
export interface Shopper {
  /** null: a guest. */
  readonly customerId: string | null;
  readonly loyaltyTier: string | null;
}

/**
 * Why a promotion is not for this sale at all, whenever it is and whatever is in it; undefined if it is. A limit for each
 * customer needs one: guests could use it as often as they like.
 */
export const admissionObstacle = (
  { channels, customers, usage }: Promotion,
  channel: Channel,
  { customerId, loyaltyTier }: Shopper,
): 'coupon_wrong_channel' | 'coupon_not_for_customer' | undefined => {
  if (channels !== null && !channels.includes(channel)) return 'coupon_wrong_channel';
  const isNamed =
    customers === null ||
    (customerId !== null && customers.customerIds.includes(customerId)) ||
    (loyaltyTier !== null && customers.loyaltyTiers.includes(loyaltyTier));
  const isCountable = customerId !== null || (usage?.limitPerCustomer ?? null) === null;
  return isNamed && isCountable ? undefined : 'coupon_not_for_customer';
};

/** Whether it takes a customer's loyalty tier to know if the promotion is for them. */
export const dependsOnTier = ({ customers }: Promotion, customerId: string): boolean =>
  customers !== null && customers.loyaltyTiers.length > 0 && !customers.customerIds.includes(customerId);

/** Why a promotion gives nothing on goods of `subtotal` at `at`; undefined if it applies. Expired from `expiresAt` on. */
export const promotionObstacle = (
  { startsAt, expiresAt, minimumSpend }: Pick<Promotion, 'startsAt' | 'expiresAt' | 'minimumSpend'>,
  subtotal: Minor,
  at: Instant,
): 'coupon_not_started' | 'coupon_expired' | 'coupon_minimum_not_met' | undefined => {
  if (hasYetToStart({ startsAt }, at)) return 'coupon_not_started';
  if (hasExpired({ expiresAt }, at)) return 'coupon_expired';
  if (subtotal < minimumSpend) return 'coupon_minimum_not_met';
  return undefined;
};

const hasYetToStart = ({ startsAt }: Pick<Promotion, 'startsAt'>, at: Instant): boolean =>
  startsAt !== null && at < startsAt;

const hasExpired = ({ expiresAt }: Pick<Promotion, 'expiresAt'>, at: Instant): boolean =>
  expiresAt !== null && at >= expiresAt;

/** Whether it is given at `at`, on enough goods. */
export const isInForce = (promotion: Pick<Promotion, 'startsAt' | 'expiresAt'>, at: Instant): boolean =>
  !hasYetToStart(promotion, at) && !hasExpired(promotion, at);

/** Whether the promotion applies to such goods. */
export const concerns = (
  { goods }: Pick<Promotion, 'goods'>,
  { variantId, sku, taxClass }: Pick<UnpricedLine, 'variantId' | 'sku' | 'taxClass'>,
): boolean =>
  goods === null ||
  goods.variantIds.includes(variantId) ||
  goods.skus.includes(sku) ||
  goods.taxClasses.includes(taxClass);
