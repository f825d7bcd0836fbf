import { z } from 'zod';
import { parseQuantity, type Quantity } from '../../domain/shared/quantity.ts';
import file from './products.json' with { type: 'json' };

/**
 * What the sandbox sells, in every organisation: popular products of a real wholesaler, priced in pounds, most popular first
 * (see test/support/data). The last four are there to try refusals: one is no longer sold, and of the rest there are
 * 3, 1 and 0 left. Of everything else there are 1,000.
 */
const productSchema = z.object({
  variant_id: z.string(),
  sku: z.string(),
  product_name: z.string(),
  barcode: z.string(),
  unit_price: z.string(),
  tax_class: z.string(),
  active: z.boolean(),
  initial_stock: z.string(),
});

export type SandboxProduct = z.infer<typeof productSchema>;

export const sandboxProducts: readonly SandboxProduct[] = z.array(productSchema).parse(file);

const initialStock = new Map(
  sandboxProducts.map((product) => [product.variant_id, parseQuantity(product.initial_stock) ?? 0]),
);

/** What an organisation's store has of a variant before anything happened: nothing of what the sandbox does not sell. */
export const initialStockOf = (variantId: string): Quantity => initialStock.get(variantId) ?? 0;
