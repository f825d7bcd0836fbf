import { z } from 'zod';
import { currency, foreignId, paging } from '../shared/fields.ts';

export const productQuery = z
  .strictObject({ q: foreignId.exactOptional(), barcode: foreignId.exactOptional(), limit: paging.limit })
  .refine(({ q, barcode }) => q === undefined || barcode === undefined, 'give q or barcode, not both');

export const productList = z.object({
  items: z.array(
    z
      .object({
        variant_id: z.string(),
        sku: z.string(),
        product_name: z.string(),
        barcode: z.string(),
        unit_price: z.number(),
        currency,
        tax_class: z.string(),
      })
      .meta({ id: 'Product' }),
  ),
});
