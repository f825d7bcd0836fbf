import type { PosTransaction } from '../../domain/pos/state.ts';
import { reject, type Refusal, type Result } from '../../domain/shared/decider.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { quantityToWire, type Quantity } from '../../domain/shared/quantity.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { Inventory } from '../ports/inventory.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
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

/**
 * Refuses as `insufficient_stock` what its store has less of than the whole sale then takes. An Inventory that does not answer
 * stops no till: what was short is recorded after the sale.
 */
export const refuseWithoutStock = async (
  inventory: Pick<Inventory, 'checkStock'>,
  organizationId: string,
  { localId, lines }: Pick<PosTransaction, 'localId' | 'lines'>,
  wanted: { readonly variantId: string; readonly quantity: Quantity; readonly inPlaceOf?: string },
): Promise<Refusal | undefined> => {
  const { variantId, inPlaceOf } = wanted;
  const rest = lines.filter((line) => line.variantId === variantId && line.lineId !== inPlaceOf);
  const quantity = rest.reduce((total, line) => total + line.quantity, wanted.quantity);
  const answer = await askUnlessAway(() => inventory.checkStock({ organizationId, localId, variantId, quantity }));
  if (answer === undefined || answer.ok) return undefined;
  const available = answer.shortfalls.find((shortfall) => shortfall.variantId === variantId)?.available ?? 0;
  return reject('rule', 'insufficient_stock', 'count the goods: if they are there, sell them with allow_oversell', {
    variant_id: variantId,
    requested: quantityToWire(quantity),
    available: quantityToWire(available),
  });
};

const askUnlessAway = async <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ServiceUnavailableError) return undefined;
    throw error;
  }
};
