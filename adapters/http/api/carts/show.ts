import type { z } from 'zod';
import { cartQuote } from '../../../../domain/cart/check-out.ts';
import type { CreatedCart } from '../../../../domain/cart/state.ts';
import type { Instant } from '../../../../domain/shared/message.ts';
import type { PriceQuote } from '../../../../domain/shared/pricing/price-quote.ts';
import { quantityToWire } from '../../../../domain/shared/quantity.ts';
import { moneyIn, showGoodsTotals } from '../shared/money.ts';
import type { cart } from './schema.ts';

type Facts = Pick<
  CreatedCart,
  | 'cartId'
  | 'status'
  | 'customerId'
  | 'currency'
  | 'taxMode'
  | 'lines'
  | 'unavailableLines'
  | 'coupons'
  | 'promotions'
  | 'createdAt'
  | 'expiresAt'
  | 'mergedInto'
  | 'orderId'
> & {
  /** Is what it was sold for, once it is checked out. */
  readonly quote?: PriceQuote | null;
};

/** Makes a cart as it is shown; one that is open is priced as of `now`. */
export const showCart = (facts: Facts, version: number, now: Instant): z.input<typeof cart> => {
  const { lines, discounts, totals } = facts.quote ?? cartQuote(facts, now);
  const money = moneyIn(facts.currency);
  const given = new Map(discounts.map((discount) => [discount.code, discount.amount]));
  const discountOf = (code: string): number => money(given.get(code) ?? 0);
  return {
    cart_id: facts.cartId,
    status: facts.status,
    version,
    customer_id: facts.customerId,
    currency: facts.currency,
    items: lines.map((line) => ({
      item_id: line.lineId,
      variant_id: line.variantId,
      sku: line.sku,
      product_name: line.productName,
      quantity: quantityToWire(line.quantity),
      unit_price: money(line.unitPrice),
      discount: money(line.discount),
      tax: money(line.tax),
      subtotal: money(line.subtotal),
      available: !facts.unavailableLines.includes(line.lineId),
    })),
    coupons: facts.coupons.map(({ code }) => ({ code, discount: discountOf(code) })),
    promotions: facts.promotions.map(({ promotionId, name }) => ({
      promotion_id: promotionId,
      name,
      discount: discountOf(promotionId),
    })),
    totals: showGoodsTotals(totals, facts.currency),
    merged_into: facts.mergedInto,
    order_id: facts.orderId,
    created_at: facts.createdAt,
    expires_at: facts.expiresAt,
  };
};
