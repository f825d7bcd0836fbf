import type { RepricePosLines } from '../../domain/pos/commands.ts';
import type { PosLine } from '../../domain/pos/events.ts';
import type { PosTransaction } from '../../domain/pos/state.ts';
import { reject, type Result } from '../../domain/shared/decider.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { Pricing } from '../ports/pricing.ts';
import { currencyMismatch } from '../products/sellable.ts';

/** What the Pricing service says that a line costs. */
export type LinePrice = Pick<PosLine, 'unitPrice' | 'discount' | 'promotions'>;

type Sale = Pick<PosTransaction, 'currency' | 'customerId' | 'localId'>;

/**
 * Asks what a quantity of a variant costs in this sale, with the promotions that its store and customer have.
 * @returns refusals `price_not_found`, `currency_mismatch`
 * @throws ServiceUnavailableError
 */
export const priceOf = async (
  pricing: Pick<Pricing, 'calculatePrice'>,
  organizationId: string,
  { currency, customerId, localId }: Sale,
  { variantId, quantity }: { readonly variantId: string; readonly quantity: Quantity },
): Promise<Result<LinePrice>> => {
  const price = await pricing.calculatePrice({ organizationId, variantId, quantity, customerId, localId });
  if (price === undefined) {
    return reject('not_found', 'price_not_found', 'the product has no price here', { variant_id: variantId });
  }
  if (price.currency !== currency) return currencyMismatch(price.currency, currency);
  const { unitPrice, discountAmount: discount, promotionsApplied } = price;
  const promotions = promotionsApplied.map(({ promotionId, name, amount }) => ({ promotionId, name, amount }));
  return { ok: true, value: { unitPrice, discount, promotions } };
};

/**
 * The lines at the prices of now, those of which there are `quantities` in these. Refused as {@link priceOf} is.
 * @throws ServiceUnavailableError
 */
export const priceLines = async (
  pricing: Pick<Pricing, 'calculatePrice'>,
  organizationId: string,
  sale: Sale & Pick<PosTransaction, 'lines'>,
): Promise<Result<RepricePosLines['lines']>> => {
  const priced = await Promise.all(
    sale.lines.map(async (line) => ({ line, price: await priceOf(pricing, organizationId, sale, line) })),
  );
  const lines: RepricePosLines['lines'][number][] = [];
  for (const { line, price } of priced) {
    if (!price.ok) return price;
    lines.push({ lineId: line.lineId, quantity: line.quantity, ...price.value });
  }
  return { ok: true, value: lines };
};
