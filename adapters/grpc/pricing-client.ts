import { z } from 'zod';
import type { PriceCalculation, Pricing, Promotion } from '../../application/ports/pricing.ts';
import { allocate } from '../../domain/shared/allocate.ts';
import { extend, sum, type Minor } from '../../domain/shared/money.ts';
import { formatQuantity, type Quantity } from '../../domain/shared/quantity.ts';
import { pricingService } from '../../proto/services.ts';
import { money } from './money-message.ts';
import { connectService, type RemoteService, type ServiceClientOptions } from './service-client.ts';

const promotion = z.object({ promotion_id: z.string().min(1), name: z.string(), discount_type: z.string() });

const toPromotion = (found: z.output<typeof promotion>): Promotion => ({
  promotionId: found.promotion_id,
  name: found.name,
  discountType: found.discount_type,
});

const appliedPromotion = promotion.extend({ amount: money.nullable() });

/** CalculatePriceResponse for this quantity: receipts show its amounts side by side, so they must add up. */
export const priceOf = (quantity: Quantity) =>
  z.object({ calculation: calculationOf(quantity).nullable() }).transform((answer) => answer.calculation ?? undefined);

const calculationOf = (quantity: Quantity) =>
  z
    .object({
      unit_price: money,
      discount_amount: money,
      final_price: money,
      promotions_applied: z.array(appliedPromotion),
    })
    .transform(({ unit_price, discount_amount, final_price, promotions_applied }, context): PriceCalculation => {
      const { currency } = unit_price;
      const given = promotions_applied.flatMap(({ amount }) => amount ?? []);
      if ([discount_amount, final_price, ...given].some((amount) => amount.currency !== currency)) {
        context.addIssue('a price in more than one currency');
      }
      if (extend(unit_price.minor, quantity) - discount_amount.minor !== final_price.minor) {
        context.addIssue('a final price that is not the price of the quantity less the discount');
      }
      const amounts = amountsOf(promotions_applied, discount_amount.minor);
      if (amounts === undefined) context.addIssue('a discount that is not what the promotions take off');
      return {
        currency,
        unitPrice: unit_price.minor,
        discountAmount: discount_amount.minor,
        finalPrice: final_price.minor,
        promotionsApplied: promotions_applied
          .map((found, index) => ({ ...toPromotion(found), amount: amounts?.[index] ?? 0 }))
          .filter(({ amount }) => amount > 0),
      };
    });

/**
 * What each promotion takes off, so that they add up to the discount: those that do not say share what the rest leave, in
 * equal parts. undefined if there are none to share it, or the rest take more than all.
 */
const amountsOf = (
  applied: readonly z.output<typeof appliedPromotion>[],
  discount: Minor,
): readonly Minor[] | undefined => {
  const said = applied.map(({ amount }) => amount?.minor ?? 0);
  const silent = applied.map(({ amount }) => (amount === null ? 1 : 0));
  const left = discount - sum(said);
  if (left === 0) return said;
  if (left < 0 || !silent.includes(1)) return undefined;
  return allocate(left, silent).map((share, index) => share + (said[index] ?? 0));
};

/** GetActivePromotionsResponse. */
export const promotions = z
  .object({ promotions: z.array(promotion) })
  .transform((answer) => answer.promotions.map(toPromotion));

/**
 * The Pricing service over gRPC (proto/pricing.proto). Nothing is answered from memory: a price is what the customer pays.
 * Besides ServiceUnavailableError its calls throw ServiceContractError if the far end refuses a request as invalid, or
 * answers what the contract does not allow, such as amounts that do not add up.
 */
export const connectPricing = (options: ServiceClientOptions): Pricing & RemoteService => {
  const { call, ...remote } = connectService('pricing', pricingService, options);
  return {
    ...remote,
    calculatePrice: ({ organizationId, variantId, quantity, customerId, localId }) =>
      call(
        'CalculatePrice',
        {
          organization_id: organizationId,
          local_id: localId ?? '',
          variant_id: variantId,
          quantity: formatQuantity(quantity),
          customer_id: customerId ?? '',
        },
        priceOf(quantity),
      ),
    activePromotions: (organizationId, localId) =>
      call('GetActivePromotions', { organization_id: organizationId, local_id: localId ?? '' }, promotions),
  };
};
