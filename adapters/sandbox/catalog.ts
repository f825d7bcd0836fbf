import { z } from 'zod';
import { formatMinor, type Currency } from '../../domain/shared/money.ts';
import { catalogService, catalogServiceName } from '../../proto/services.ts';
import { sandboxCurrency, sandboxMinor } from './amounts.ts';
import { sandboxProducts, type SandboxProduct } from './products.ts';
import { serve, type SandboxService } from './serve.ts';

const organization = { organization_id: z.string().min(1) };
const byVariant = z.object({ ...organization, variant_id: z.string().min(1) });
const byBarcode = z.object({ ...organization, barcode: z.string().min(1) });
const search = z.object({
  ...organization,
  query: z.string(),
  limit: z.number().min(0).max(100),
  active_only: z.boolean(),
});

const defaultLimit = 20;

const variants = new Map(sandboxProducts.map((product) => [product.variant_id, product]));
const barcodes = new Map(sandboxProducts.map((product) => [product.barcode, product]));

const toMessage = (product: SandboxProduct, currency: Currency): object => ({
  variant_id: product.variant_id,
  sku: product.sku,
  product_name: product.product_name,
  barcode: product.barcode,
  unit_price: { amount: formatMinor(sandboxMinor(product.unit_price, currency), currency), currency },
  tax_class: product.tax_class,
  active: product.active,
});

const productAnswer = (product: SandboxProduct | undefined, currency: Currency): object =>
  product === undefined ? {} : { product: toMessage(product, currency) };

const matches = (product: SandboxProduct, words: readonly string[]): boolean => {
  const text = `${product.product_name} ${product.sku}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

/** The engine's own Catalog service (proto/catalog.proto): the same products for every organisation, priced in `currency`. */
export const startSandboxCatalog = (currency: Currency = sandboxCurrency): Promise<SandboxService> =>
  serve(catalogServiceName, catalogService, {
    GetProductDetails: (request) => productAnswer(variants.get(byVariant.parse(request).variant_id), currency),
    ValidateVariant: (request) => {
      const product = variants.get(byVariant.parse(request).variant_id);
      return { valid: product !== undefined, active: product?.active ?? false };
    },
    GetProductByBarcode: (request) => productAnswer(barcodes.get(byBarcode.parse(request).barcode), currency),
    SearchProducts: (request) => {
      const { query, limit, active_only } = search.parse(request);
      const words = query.toLowerCase().split(/\s+/);
      const found = sandboxProducts.filter((product) => (product.active || !active_only) && matches(product, words));
      return {
        products: found.slice(0, limit === 0 ? defaultLimit : limit).map((product) => toMessage(product, currency)),
      };
    },
  });
