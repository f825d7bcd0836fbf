import { z } from 'zod';
import type { PriceCalculation, Promotion } from '../../application/ports/pricing.ts';
import { extend } from '../../domain/shared/money.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import { money } from './money-message.ts';

const promotion = z
  .object({ promotion_id: z.string().min(1), name: z.string(), discount_type: z.string() })
  .transform((found): Promotion => ({
    promotionId: found.promotion_id,
    name: found.name,
    discountType: found.discount_type,
  }));

/** CalculatePriceResponse for this quantity: receipts show its amounts side by side, so they must add up. */
export const priceOf = (quantity: Quantity) =>
  z.object({ calculation: calculationOf(quantity).nullable() }).transform((answer) => answer.calculation ?? undefined);

const calculationOf = (quantity: Quantity) =>
  z
    .object({
      unit_price: money,
      discount_amount: money,
      final_price: money,
      promotions_applied: z.array(promotion),
    })
    .transform(({ unit_price, discount_amount, final_price, promotions_applied }, context): PriceCalculation => {
      const { currency } = unit_price;
      if (discount_amount.currency !== currency || final_price.currency !== currency) {
        context.addIssue('a price in more than one currency');
      }
      if (extend(unit_price.minor, quantity) - discount_amount.minor !== final_price.minor) {
        context.addIssue('a final price that is not the price of the quantity less the discount');
      }
      return {
        currency,
        unitPrice: unit_price.minor,
        discountAmount: discount_amount.minor,
        finalPrice: final_price.minor,
        promotionsApplied: promotions_applied,
      };
    });

/** GetActivePromotionsResponse. */
export const promotions = z.object({ promotions: z.array(promotion) }).transform((answer) => answer.promotions);
