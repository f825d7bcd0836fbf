import { reject, type Result } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency } from '../../domain/shared/money.ts';
import { refuseAdmission } from '../../domain/shared/pricing/coupon-refusal.ts';
import {
  admissionObstacle,
  dependsOnTier,
  isInForce,
  type Shopper,
} from '../../domain/shared/pricing/promotion-conditions.ts';
import type { Channel, Coupon, Promotion } from '../../domain/shared/pricing/promotion.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

/** What decides whether a promotion is for a sale, whatever is in it. */
export interface Sale {
  readonly organizationId: string;
  readonly currency: Currency;
  readonly channel: Channel;
  /** null: a guest. */
  readonly customerId: string | null;
}

type Dependencies = Pick<UseCaseDependencies, 'promotions' | 'customers'>;

/**
 * Looks up the promotion that a code stands for, in any case of its letters. Whether it gives anything is for the goods to tell.
 * @returns refusals `coupon_not_found`, `coupon_wrong_channel`, `coupon_not_for_customer`
 * @throws ServiceUnavailableError
 */
export const findCoupon = async (dependencies: Dependencies, sale: Sale, code: string): Promise<Result<Coupon>> => {
  const wanted = code.toUpperCase();
  const coupon = await dependencies.promotions.byCode(sale.organizationId, wanted);
  if (coupon === undefined || !isInCurrency(coupon, sale)) {
    return reject('not_found', 'coupon_not_found', `there is no coupon ${wanted}`);
  }
  const shopper = await shopperOf(dependencies, sale, [coupon]);
  return refuseAdmission(coupon, sale.channel, shopper) ?? { ok: true, value: coupon };
};

/** What applies by itself to such a sale at `at`, in a fixed order. @throws ServiceUnavailableError */
export const automaticPromotions = async (
  dependencies: Dependencies,
  sale: Sale,
  at: Instant,
): Promise<readonly Promotion[]> => {
  const all = await dependencies.promotions.automatic(sale.organizationId);
  const inForce = all.filter((promotion) => isInCurrency(promotion, sale) && isInForce(promotion, at));
  const shopper = await shopperOf(dependencies, sale, inForce);
  return inForce.filter((promotion) => admissionObstacle(promotion, sale.channel, shopper) === undefined);
};

const isInCurrency = ({ currency }: Promotion, sale: Sale): boolean => currency === null || currency === sale.currency;

/** Asks the Customer service for the tier only if one of the promotions turns on it. */
const shopperOf = async (
  { customers }: Dependencies,
  { organizationId, customerId }: Sale,
  promotions: readonly Promotion[],
): Promise<Shopper> => {
  const isAsked = customerId !== null && promotions.some((promotion) => dependsOnTier(promotion, customerId));
  const customer = isAsked ? await customers.customer(organizationId, customerId) : undefined;
  return { customerId, loyaltyTier: customer?.loyaltyTier ?? null };
};
