import { z } from 'zod';
import { respond } from '../../server/answer.ts';
import { nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route } from '../../server/route.ts';
import { currency, foreignId, paging } from '../shared/fields.ts';
import { moneyIn } from '../shared/money.ts';

const productQuery = z
  .strictObject({ q: foreignId.exactOptional(), barcode: foreignId.exactOptional(), limit: paging.limit })
  .refine(({ q, barcode }) => q === undefined || barcode === undefined, 'give q or barcode, not both');

const productList = z.object({
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

const defaultLimit = 20;

export const productRoutes = ({ catalog }: RouteDependencies): readonly Route[] => [
  read({
    method: 'get',
    path: '/api/v1/products',
    tag: 'products',
    summary: 'Finds what can be sold, by words or by barcode',
    permission: 'catalog:read',
    params: nothing,
    query: productQuery,
    response: productList,
    handle: async ({ query }, { organizationId }) => {
      const { q = '', barcode, limit = defaultLimit } = query;
      const scanned = barcode === undefined ? undefined : await catalog.byBarcode(organizationId, barcode);
      const searched = barcode === undefined ? await catalog.search(organizationId, q, limit) : [];
      const found = scanned === undefined ? searched : [scanned];
      return respond({
        items: found.map((product) => ({
          variant_id: product.variantId,
          sku: product.sku,
          product_name: product.productName,
          barcode: product.barcode,
          unit_price: moneyIn(product.currency)(product.unitPrice),
          currency: product.currency,
          tax_class: product.taxClass,
        })),
      });
    },
  }),
];
