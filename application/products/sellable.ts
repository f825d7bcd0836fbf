import { reject, type Result } from '../../domain/shared/decider.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import type { UnpricedLine } from '../../domain/shared/pricing/price-quote.ts';
import { taxRateOf } from '../../domain/shared/pricing/tax.ts';
import type { Catalog, CatalogProduct } from '../ports/catalog.ts';

/** A variant as it is sold now: everything of a line but how many. */
export type Sellable = Omit<UnpricedLine, 'lineId' | 'quantity'>;

/**
 * Looks up what a variant is sold for under a tenant's policy.
 * @returns refusals `variant_not_found`, `currency_mismatch`, `unknown_tax_class`
 * @throws ServiceUnavailableError
 */
export const findSellable = async (
  catalog: Catalog,
  organizationId: string,
  variantId: string,
  policy: TenantPolicy,
): Promise<Result<Sellable>> => {
  const product = await catalog.product(organizationId, variantId);
  return product?.active
    ? sellableOf(product, policy)
    : reject('not_found', 'variant_not_found', 'no such product is sold', { variant_id: variantId });
};

/** What a product is sold for. Refused as `currency_mismatch` or `unknown_tax_class`. */
export const sellableOf = (product: CatalogProduct, policy: TenantPolicy): Result<Sellable> => {
  if (product.currency !== policy.currency) return currencyMismatch(product.currency, policy.currency);
  const taxRate = taxRateOf(policy.tax, product.taxClass);
  if (!taxRate.ok) return taxRate;
  const { variantId, sku, productName, unitPrice, taxClass } = product;
  return { ok: true, value: { variantId, sku, productName, unitPrice, taxClass, taxRate: taxRate.value } };
};

export const currencyMismatch = (given: Currency, expected: Currency) =>
  reject('rule', 'currency_mismatch', `this is in ${given}, and only ${expected} fits`, { given, expected });
