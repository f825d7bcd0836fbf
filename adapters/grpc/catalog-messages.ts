import { z } from 'zod';
import type { CatalogProduct } from '../../application/ports/catalog.ts';
import { money } from './money-message.ts';

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
