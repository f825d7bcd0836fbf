import type { OfferTerms } from '../../domain/quote/events.ts';
import type { Result } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { priceQuote } from '../../domain/shared/pricing/price.ts';
import { shippingOffer } from '../../domain/shared/pricing/shipping.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { quoteDirectOrder } from '../orders/quote-direct-order.ts';

/** Goods that are offered, at the catalog's price unless another was agreed on. */
export interface OfferedItem {
  readonly variantId: string;
  readonly quantity: Quantity;
  readonly negotiated?: { readonly unitPrice: Minor; readonly reason: string };
}

/** The terms of an offer. */
export interface Offer {
  readonly items: readonly OfferedItem[];
  readonly currency?: Currency;
  readonly shippingMethod: string;
  /** By default as long as the tenant's offers usually are. */
  readonly validUntil?: Instant;
  readonly notes?: string;
  readonly internalNotes?: string;
}

/**
 * Prices an offer: the goods as a direct order has them today, at the prices that were agreed on or the catalog's. Nothing
 * else is taken off: what was negotiated is the price.
 * @returns refusals as those of a direct order
 * @throws ServiceUnavailableError
 */
export const priceOffer = async (
  dependencies: UseCaseDependencies,
  organizationId: string,
  policy: TenantPolicy,
  { items, shippingMethod, negotiatedBy }: Pick<Offer, 'items' | 'shippingMethod'> & { readonly negotiatedBy: string },
  at: Instant,
): Promise<Result<Pick<OfferTerms, 'quote' | 'negotiated'>>> => {
  const basket = { items, couponCodes: [], channel: 'b2b', customerId: null, shippingMethod } as const;
  const listed = await quoteDirectOrder(dependencies, organizationId, policy, basket, at);
  if (!listed.ok) return listed;
  const shipping = shippingOffer(policy, shippingMethod);
  if (!shipping.ok) return shipping;
  const priced = listed.value.lines.map((line, index) => ({ line, agreed: items[index]?.negotiated }));
  const lines = priced.map(({ line, agreed }) => ({ ...line, unitPrice: agreed?.unitPrice ?? line.unitPrice }));
  const negotiated = priced.flatMap(({ line: { lineId, unitPrice: listPrice }, agreed }) =>
    agreed === undefined || agreed.unitPrice === listPrice
      ? []
      : [{ lineId, listPrice, negotiatedBy, reason: agreed.reason }],
  );
  const { currency, tax } = policy;
  const parts = { currency, taxMode: tax.mode, lines, promotions: [], shipping: shipping.value, at };
  return { ok: true, value: { quote: priceQuote(parts), negotiated } };
};
