import assert from 'node:assert/strict';
import { z } from 'zod';
import { connectCatalog } from '../../../adapters/grpc/catalog-client.ts';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { connectService } from '../../../adapters/grpc/service-client.ts';
import { startSandboxCatalog } from '../../../adapters/sandbox/catalog.ts';
import { sandboxProducts } from '../../../adapters/sandbox/products.ts';
import type { SandboxService } from '../../../adapters/sandbox/serve.ts';
import { catalogService } from '../../../proto/services.ts';

const anyAnswer = z.record(z.string(), z.unknown());

const holder = {
  variantId: 'var_85123A',
  sku: '85123A',
  productName: 'White hanging heart t-light holder',
  barcode: '2000000000015',
  unitPrice: 295,
  currency: 'GBP',
  taxClass: 'standard',
  active: true,
};

describe('sandbox catalog', () => {
  let sandbox: SandboxService;
  let catalog: ReturnType<typeof connectCatalog>;
  let raw: ReturnType<typeof connectService>;

  before(async () => {
    sandbox = await startSandboxCatalog();
    catalog = connectCatalog({ address: sandbox.address });
    raw = connectService('catalog', catalogService, { address: sandbox.address });
  });

  after(async () => {
    catalog.close();
    raw.close();
    await sandbox.stop();
  });

  it('sells 300 products with valid barcodes, names and prices', () => {
    assert.equal(sandboxProducts.length, 300);
    assert.equal(new Set(sandboxProducts.map((product) => product.variant_id)).size, 300);
    assert.equal(new Set(sandboxProducts.map((product) => product.barcode)).size, 300);
    for (const product of sandboxProducts) {
      assert.equal(product.variant_id, `var_${product.sku}`);
      assert.match(product.product_name, /^[A-Z0-9].*[^.,\s]$/);
      assert.match(product.unit_price, /^\d+\.\d{2}$/);
      assert.notEqual(product.unit_price, '0.00');
      assert.match(product.barcode, /^\d{13}$/);
      const sum = Array.from(product.barcode, Number).reduce((a, digit, at) => a + digit * (at % 2 === 0 ? 1 : 3), 0);
      assert.equal(sum % 10, 0, `check digit of ${product.barcode}`);
    }
  });

  it('keeps a discontinued product and three scarce ones at the end', () => {
    assert.deepEqual(
      sandboxProducts.slice(-5).map((product) => [product.active, product.initial_stock]),
      [
        [true, '1000'],
        [false, '1000'],
        [true, '3'],
        [true, '1'],
        [true, '0'],
      ],
    );
  });

  it('finds a product by variant and by barcode, for any organisation', async () => {
    assert.deepEqual(await catalog.product('demo', 'var_85123A'), holder);
    assert.deepEqual(await catalog.product('other', 'var_85123A'), holder);
    assert.deepEqual(await catalog.byBarcode('demo', '2000000000015'), holder);
  });

  it('has no unknown product, and does not sell the discontinued one', async () => {
    const discontinued = sandboxProducts.find((product) => !product.active)!;
    assert.equal(await catalog.product('demo', 'var_nothing'), undefined);
    assert.equal(await catalog.product('demo', discontinued.variant_id), undefined);
    assert.equal(await catalog.byBarcode('demo', '123'), undefined);
  });

  it('validates variants', async () => {
    const discontinued = sandboxProducts.find((product) => !product.active)!;
    const validate = (variant_id: string): Promise<unknown> =>
      raw.call('ValidateVariant', { organization_id: 'demo', variant_id }, anyAnswer);
    assert.deepEqual(await validate('var_85123A'), { valid: true, active: true });
    assert.deepEqual(await validate(discontinued.variant_id), { valid: true, active: false });
    assert.deepEqual(await validate('var_nothing'), { valid: false, active: false });
  });

  it('searches for all words in any case and order, in names and article numbers', async () => {
    const found = async (query: string, limit: number): Promise<string[]> =>
      (await catalog.search('demo', query, limit)).map((product) => product.productName);
    assert.deepEqual(await found('HEART white t-light', 10), ['White hanging heart t-light holder']);
    assert.deepEqual(await found('85123a', 10), ['White hanging heart t-light holder']);
    assert.deepEqual(await found('alarm clock', 2), ['Alarm clock bakelike green', 'Alarm clock bakelike red']);
    assert.deepEqual(await found('no such thing', 10), []);
    assert.equal((await found('', 100)).length, 100);
    assert.equal((await found('', 0)).length, 20);
  });

  it('shows inactive products only to those who ask for them', async () => {
    const { sku } = sandboxProducts.find((product) => !product.active)!;
    const search = async (active_only: boolean): Promise<unknown> => {
      const request = { organization_id: 'demo', query: sku, active_only };
      return z
        .object({ products: z.array(z.object({ sku: z.string() })) })
        .parse(await raw.call('SearchProducts', request, anyAnswer)).products;
    };
    assert.deepEqual(await search(false), [{ sku }]);
    assert.deepEqual(await search(true), []);
  });

  it('refuses what is no valid request', async () => {
    await assert.rejects(catalog.product('', 'var_85123A'), ServiceContractError);
    await assert.rejects(catalog.product('demo', ''), ServiceContractError);
    await assert.rejects(catalog.byBarcode('demo', ''), ServiceContractError);
    await assert.rejects(catalog.search('demo', 'heart', 101), ServiceContractError);
    await assert.rejects(catalog.search('demo', 'heart', -1), ServiceContractError);
  });
});
