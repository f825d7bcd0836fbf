import type { Result, Refusal } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import type { AgreedPrices, PriceQuote, UnpricedLine } from '../../domain/shared/pricing/price-quote.ts';
import { refuseUseless } from '../../domain/shared/pricing/coupon-refusal.ts';
import { priceQuote } from '../../domain/shared/pricing/price.ts';
import type { Channel, Coupon } from '../../domain/shared/pricing/promotion.ts';
import { shippingOffer, type ShippingOffer } from '../../domain/shared/pricing/shipping.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import { automaticPromotions, findCoupon, type Sale } from '../promotions/offers.ts';
import { findSellable } from '../products/sellable.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

/** What is wanted without a cart. */
export interface DirectBasket {
  readonly items: readonly { readonly variantId: string; readonly quantity: Quantity }[];
  readonly couponCodes: readonly string[];
  readonly channel: Channel;
  /** null: a guest. */
  readonly customerId: string | null;
  /** null: nothing is charged. */
  readonly shippingMethod: string | null;
  /** What was agreed before, discounts aside; absent: what is charged today. */
  readonly agreedPrices?: AgreedPrices;
}

/**
 * Prices a direct order, with what applies by itself. A coupon that gives nothing is refused, as it would be on a cart.
 * @throws ServiceUnavailableError
 */
export const quoteDirectOrder = async (
  dependencies: UseCaseDependencies,
  organizationId: string,
  policy: TenantPolicy,
  basket: DirectBasket,
  at: Instant,
): Promise<Result<PriceQuote>> => {
  const { currency } = policy;
  const lines = await allOf(
    basket.items.map(async ({ variantId, quantity }, index): Promise<Result<UnpricedLine>> => {
      const sellable = await findSellable(dependencies.catalog, organizationId, variantId, policy);
      if (!sellable.ok) return sellable;
      const unitPrice = basket.agreedPrices?.unitPrices[index] ?? sellable.value.unitPrice;
      return { ok: true, value: { lineId: `L${index + 1}`, ...sellable.value, unitPrice, quantity } };
    }),
  );
  if (!lines.ok) return lines;
  const shipping = offeredShipping(policy, basket);
  if (!shipping.ok) return shipping;
  const sale: Sale = { organizationId, currency, channel: basket.channel, customerId: basket.customerId };
  const codes = new Set(basket.couponCodes.map((code) => code.toUpperCase()));
  const coupons = await allOf(Array.from(codes, (code) => findCoupon(dependencies, sale, code)));
  if (!coupons.ok) return coupons;

  const promotions = [...coupons.value, ...(await automaticPromotions(dependencies, sale, at))];
  const parts = { currency, taxMode: policy.tax.mode, lines: lines.value, shipping: shipping.value, at };
  const quote = priceQuote({ ...parts, promotions });
  return firstUseless(coupons.value, quote, at) ?? { ok: true, value: quote };
};

const offeredShipping = (
  policy: TenantPolicy,
  { shippingMethod, agreedPrices }: DirectBasket,
): Result<ShippingOffer | null> => {
  if (shippingMethod === null) return { ok: true, value: null };
  const offer = shippingOffer(policy, shippingMethod);
  if (!offer.ok || agreedPrices === undefined) return offer;
  return { ok: true, value: { ...offer.value, cost: agreedPrices.shippingCost, freeFrom: null } };
};

const firstUseless = (coupons: readonly Coupon[], { totals, currency }: PriceQuote, at: Instant): Refusal | undefined =>
  coupons
    .map((coupon) => refuseUseless(coupon, { subtotal: totals.subtotal, currency }, at))
    .find((refusal) => refusal !== undefined);

/** All values, or the first refusal in their order. */
const allOf = async <Value>(results: readonly Promise<Result<Value>>[]): Promise<Result<readonly Value[]>> => {
  const values: Value[] = [];
  for (const result of await Promise.all(results)) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return { ok: true, value: values };
};
