import { reject, type Result } from '../../domain/shared/decider.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import type { Catalog } from '../ports/catalog.ts';
import { findSellable, sellableOf, type Sellable } from '../products/sellable.ts';

/** What was scanned, or what was found by searching the catalog. */
export type PosProduct = { readonly barcode: string } | { readonly variantId: string };

type Found = Omit<Sellable, 'unitPrice'> & { readonly barcode: string | null };

/**
 * What was scanned or searched for, as it is sold under a tenant's policy. What it costs is another's to say.
 * @returns refusals `product_not_found`, `variant_not_found`, `currency_mismatch`, `unknown_tax_class`
 * @throws ServiceUnavailableError
 */
export const findProduct = async (
  catalog: Catalog,
  organizationId: string,
  wanted: PosProduct,
  policy: TenantPolicy,
): Promise<Result<Found>> => {
  const sellable =
    'barcode' in wanted
      ? await scanned(catalog, organizationId, wanted.barcode, policy)
      : await findSellable(catalog, organizationId, wanted.variantId, policy);
  if (!sellable.ok) return sellable;
  const { variantId, sku, productName, taxClass, taxRate } = sellable.value;
  const barcode = 'barcode' in wanted ? wanted.barcode : null;
  return { ok: true, value: { variantId, sku, productName, taxClass, taxRate, barcode } };
};

const scanned = async (
  catalog: Catalog,
  organizationId: string,
  barcode: string,
  policy: TenantPolicy,
): Promise<Result<Sellable>> => {
  const product = await catalog.byBarcode(organizationId, barcode);
  return product?.active
    ? sellableOf(product, policy)
    : reject('not_found', 'product_not_found', 'nothing is sold under this barcode: search for it', { barcode });
};
