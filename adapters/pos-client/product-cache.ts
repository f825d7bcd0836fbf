import type { EngineLine } from './engine-line.ts';
import type { TillStorage } from './storage.ts';
import type { Product } from './tally.ts';
import { TillError } from './till-error.ts';

const productKey = (variantId: string): string => `product/${variantId}`;
const barcodeKey = (barcode: string): string => `barcode/${barcode}`;

/** Products and their prices, as they were when there was a line. */
export class ProductCache {
  readonly #storage: TillStorage;
  readonly #line: EngineLine | undefined;

  constructor(storage: TillStorage, line: EngineLine | undefined) {
    this.#storage = storage;
    this.#line = line;
  }

  /**
   * Takes in the first 100 products whose names have these words, with the prices of now.
   * @throws LineError, and TillError `not_connected`
   */
  async refresh(words = ''): Promise<readonly Product[]> {
    if (this.#line === undefined) throw new TillError('not_connected', 'this till has no line to the engine');
    const products = await this.#line.products(words);
    await this.#storage.change([], () => ({
      put: products.flatMap((product) => [
        [productKey(product.variant_id), product] as const,
        ...(product.barcode === '' ? [] : [[barcodeKey(product.barcode), product.variant_id] as const]),
      ]),
      result: undefined,
    }));
    return products;
  }

  async find(variantId: string): Promise<Product | undefined> {
    const key = productKey(variantId);
    return (await this.#storage.read([key])).get(key) as Product | undefined;
  }

  async scan(barcode: string): Promise<Product | undefined> {
    const key = barcodeKey(barcode);
    const variantId = (await this.#storage.read([key])).get(key);
    return typeof variantId === 'string' ? this.find(variantId) : undefined;
  }
}
