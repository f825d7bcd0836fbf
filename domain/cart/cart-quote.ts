import type { Instant } from '../shared/message.ts';
import { priceQuote } from '../shared/pricing/price.ts';
import type { PriceQuote } from '../shared/pricing/price-quote.ts';
import type { ShippingOffer } from '../shared/pricing/shipping.ts';
import type { CreatedCart } from './state.ts';

/** What the cart costs at `at`; without `shipping`, before a method is chosen. What does not apply gives nothing. */
export const cartQuote = (
  {
    currency,
    taxMode,
    lines,
    coupons,
    promotions,
  }: Pick<CreatedCart, 'currency' | 'taxMode' | 'lines' | 'coupons' | 'promotions'>,
  at: Instant,
  shipping: ShippingOffer | null = null,
): PriceQuote => priceQuote({ currency, taxMode, lines, promotions: [...coupons, ...promotions], shipping, at });
