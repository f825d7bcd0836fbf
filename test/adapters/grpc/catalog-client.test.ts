import assert from 'node:assert/strict';
import { connectCatalog, type CatalogClientOptions } from '../../../adapters/grpc/catalog-client.ts';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { catalogService } from '../../../proto/services.ts';
import { startDouble, type Answers, type ServiceDouble } from '../../support/grpc.ts';

const message = {
  variant_id: 'v1',
  sku: 'SKU-1',
  product_name: 'Jam jar',
  barcode: '2000000000015',
  unit_price: { amount: '2.50', currency: 'GBP' },
  tax_class: 'standard',
  active: true,
};

const product = {
  variantId: 'v1',
  sku: 'SKU-1',
  productName: 'Jam jar',
  barcode: '2000000000015',
  unitPrice: 250,
  currency: 'GBP',
  taxClass: 'standard',
  active: true,
};

describe('Catalog over gRPC', () => {
  let double: ServiceDouble;
  let client: ReturnType<typeof connectCatalog>;

  const connect = async (answers: Answers, options: Partial<CatalogClientOptions> = {}): Promise<void> => {
    double = await startDouble(catalogService, answers);
    client = connectCatalog({ address: double.address, ...options });
  };

  const arrived = (): unknown[] => double.arrived.map(({ method, request }) => [method, request]);

  afterEach(() => {
    client.close();
    double.stop();
  });

  it('reads a product by its variant', async () => {
    await connect({ GetProductDetails: () => ({ product: message }) });
    assert.deepEqual(await client.product('demo', 'v1'), product);
    assert.deepEqual(arrived(), [['GetProductDetails', { organization_id: 'demo', variant_id: 'v1' }]]);
  });

  it('reads a product by its barcode', async () => {
    await connect({ GetProductByBarcode: () => ({ product: message }) });
    assert.deepEqual(await client.byBarcode('demo', '2000000000015'), product);
    assert.deepEqual(arrived(), [['GetProductByBarcode', { organization_id: 'demo', barcode: '2000000000015' }]]);
  });

  it('searches active products', async () => {
    await connect({ SearchProducts: () => ({ products: [message] }) });
    assert.deepEqual(await client.search('demo', 'jam', 5), [product]);
    assert.deepEqual(arrived(), [
      ['SearchProducts', { organization_id: 'demo', query: 'jam', limit: 5, active_only: true }],
    ]);
  });

  it('knows currencies without decimals', async () => {
    const unit_price = { amount: '9990', currency: 'CLP' };
    await connect({ GetProductDetails: () => ({ product: { ...message, unit_price } }) });
    assert.deepEqual(await client.product('demo', 'v1'), { ...product, unitPrice: 9990, currency: 'CLP' });
  });

  const absent: readonly (readonly [string, object])[] = [
    ['does not exist', {}],
    ['is no longer sold', { product: { ...message, active: false } }],
  ];
  for (const [what, answer] of absent) {
    it(`has no product that ${what}, and asks again the next time`, async () => {
      await connect({ GetProductDetails: () => answer, GetProductByBarcode: () => answer });
      assert.equal(await client.product('demo', 'v1'), undefined);
      assert.equal(await client.product('demo', 'v1'), undefined);
      assert.equal(await client.byBarcode('demo', 'b'), undefined);
      assert.equal(double.arrived.length, 3);
    });
  }

  it('asks once for one product, however many want it', async () => {
    await connect({ GetProductDetails: () => ({ product: message }) });
    const found = await Promise.all(Array.from({ length: 50 }, () => client.product('demo', 'v1')));
    found.push(await client.product('demo', 'v1'));
    assert.deepEqual(
      found,
      Array.from({ length: 51 }, () => product),
    );
    assert.equal(double.arrived.length, 1);
  });

  it('never answers one organisation, or one variant, from the memory of another', async () => {
    await connect({ GetProductDetails: () => ({ product: message }) });
    await client.product('demo', 'v1');
    await client.product('other', 'v1');
    await client.product('demo', 'v2');
    assert.equal(double.arrived.length, 3);
  });

  it('asks again once its time is over', async () => {
    await connect({ GetProductDetails: () => ({ product: message }) }, { cacheTtlSeconds: 0.02 });
    await client.product('demo', 'v1');
    while (double.arrived.length < 2) {
      assert.deepEqual(await client.product('demo', 'v1'), product);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  const broken: readonly (readonly [string, object])[] = [
    ['no price', { unit_price: null }],
    ['a price that is no amount', { unit_price: { amount: '2,50', currency: 'GBP' } }],
    ['a price with more decimals than its currency', { unit_price: { amount: '9.50', currency: 'CLP' } }],
    ['a price below zero', { unit_price: { amount: '-2.50', currency: 'GBP' } }],
    ['a currency that is unknown', { unit_price: { amount: '2.50', currency: 'XAU' } }],
    ['no tax class', { tax_class: '' }],
  ];
  for (const [what, fault] of broken) {
    it(`calls a product with ${what} a breach of contract`, async () => {
      await connect({ GetProductDetails: () => ({ product: { ...message, ...fault } }) });
      await assert.rejects(client.product('demo', 'v1'), ServiceContractError);
    });
  }
});
