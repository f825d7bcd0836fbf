import { reject, type Result } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { couponObstacle, type Coupon } from '../../domain/shared/pricing/coupon.ts';
import { priceQuote } from '../../domain/shared/pricing/price.ts';
import type { Quote, UnpricedLine } from '../../domain/shared/pricing/quote.ts';
import { shippingOffer, type ShippingOffer } from '../../domain/shared/pricing/shipping.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import { findCoupon } from '../coupon.ts';
import { findSellable } from '../sellable.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';
import type { Refusal } from '../refusals.ts';

/** What somebody wants to buy without a cart. */
export interface DirectBasket {
  readonly items: readonly { readonly variantId: string; readonly quantity: Quantity }[];
  readonly couponCodes: readonly string[];
  /** null: nothing is charged. */
  readonly shippingMethod: string | null;
}

/**
 * Prices a direct order. A coupon that gives nothing is refused, as it would be on a cart.
 * @throws ServiceUnavailableError
 */
export const quoteDirectOrder = async (
  { catalog, coupons }: UseCaseDependencies,
  organizationId: string,
  policy: TenantPolicy,
  basket: DirectBasket,
  at: Instant,
): Promise<Result<Quote>> => {
  const { currency } = policy;
  const lines = await allOf(
    basket.items.map(async ({ variantId, quantity }, index): Promise<Result<UnpricedLine>> => {
      const sellable = await findSellable(catalog, organizationId, variantId, policy);
      return sellable.ok ? { ok: true, value: { lineId: `L${index + 1}`, ...sellable.value, quantity } } : sellable;
    }),
  );
  if (!lines.ok) return lines;
  const shipping = offeredShipping(policy, basket.shippingMethod);
  if (!shipping.ok) return shipping;
  const applied = await allOf(basket.couponCodes.map((code) => findCoupon(coupons, organizationId, code, currency)));
  if (!applied.ok) return applied;

  const parts = { currency, taxMode: policy.tax.mode, lines: lines.value, shipping: shipping.value, at };
  const quote = priceQuote({ ...parts, coupons: applied.value });
  return refuseUseless(applied.value, quote, at) ?? { ok: true, value: quote };
};

const offeredShipping = (policy: TenantPolicy, method: string | null): Result<ShippingOffer | null> =>
  method === null ? { ok: true, value: null } : shippingOffer(policy, method);

const refuseUseless = (coupons: readonly Coupon[], { totals }: Quote, at: Instant): Refusal | undefined => {
  for (const coupon of coupons) {
    const obstacle = couponObstacle(coupon, totals.subtotal, at);
    if (obstacle !== undefined)
      return reject('rule', obstacle, `leave coupon ${coupon.code} out`, { code: coupon.code });
  }
  return undefined;
};

/** All values, or the first refusal in their order. */
const allOf = async <Value>(results: readonly Promise<Result<Value>>[]): Promise<Result<readonly Value[]>> => {
  const values: Value[] = [];
  for (const result of await Promise.all(results)) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return { ok: true, value: values };
};
