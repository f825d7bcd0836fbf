import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Catalog, CatalogProduct } from '../../application/ports/catalog.ts';
import { catalogService } from '../../proto/services.ts';
import { money } from './money-message.ts';
import { connectService, type RemoteService, type ServiceClientOptions } from './service-client.ts';

const product = z
  .object({
    variant_id: z.string().min(1),
    sku: z.string(),
    product_name: z.string(),
    barcode: z.string(),
    unit_price: money,
    tax_class: z.string().min(1),
    active: z.boolean(),
  })
  .transform((found): CatalogProduct => ({
    variantId: found.variant_id,
    sku: found.sku,
    productName: found.product_name,
    barcode: found.barcode,
    unitPrice: found.unit_price.minor,
    currency: found.unit_price.currency,
    taxClass: found.tax_class,
    active: found.active,
  }));

/** GetProductDetailsResponse and GetProductByBarcodeResponse: the product if it is sold at present. */
export const soldProduct = z
  .object({ product: product.nullable() })
  .transform((answer) => (answer.product?.active === true ? answer.product : undefined));

/** SearchProductsResponse. */
export const products = z.object({ products: z.array(product) }).transform((answer) => answer.products);

export interface CatalogClientOptions extends ServiceClientOptions {
  /** How long a product may be answered from memory, in seconds above zero; 10 by default. */
  readonly cacheTtlSeconds?: number;
  /** Products kept in memory; 10,000 by default. */
  readonly cacheSize?: number;
}

interface Wanted {
  readonly organizationId: string;
  readonly variantId: string;
}

/**
 * The Catalog service over gRPC (proto/catalog.proto). Products by variant come from memory for a few seconds, and
 * however many ask for one at the same time, the service is asked once. What does not exist is not remembered.
 */
export const connectCatalog = ({
  cacheTtlSeconds = 10,
  cacheSize = 10_000,
  ...options
}: CatalogClientOptions): Catalog & RemoteService => {
  const { call, ...remote } = connectService('catalog', catalogService, options);

  const cache = new LRUCache<string, CatalogProduct, Wanted>({
    max: cacheSize,
    ttl: cacheTtlSeconds * 1000,
    fetchMethod: (_key, _stale, { context: { organizationId, variantId } }) =>
      call('GetProductDetails', { organization_id: organizationId, variant_id: variantId }, soldProduct),
  });

  return {
    ...remote,
    product: (organizationId, variantId, { fresh } = { fresh: false }) =>
      cache.fetch(JSON.stringify([organizationId, variantId]), {
        context: { organizationId, variantId },
        forceRefresh: fresh,
      }),
    byBarcode: (organizationId, barcode) =>
      call('GetProductByBarcode', { organization_id: organizationId, barcode }, soldProduct),
    search: (organizationId, query, limit) =>
      call('SearchProducts', { organization_id: organizationId, query, limit, active_only: true }, products),
  };
};
