import assert from 'node:assert/strict';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { connectPricing } from '../../../adapters/grpc/pricing-client.ts';
import { startSandboxPricing } from '../../../adapters/sandbox/pricing.ts';
import { sandboxProducts } from '../../../adapters/sandbox/products.ts';
import type { SandboxService } from '../../../adapters/sandbox/serve.ts';

const bulk = { promotionId: 'bulk-10', name: '10% off from 10 units', discountType: 'percentage' };
const cakestand = { promotionId: 'cakestand-1', name: '1.00 off each Regency cakestand', discountType: 'fixed' };

describe('sandbox pricing', () => {
  let sandbox: SandboxService;
  let pricing: ReturnType<typeof connectPricing>;

  before(async () => {
    sandbox = await startSandboxPricing();
    pricing = connectPricing({ address: sandbox.address });
  });

  after(async () => {
    pricing.close();
    await sandbox.stop();
  });

  const price = (variantId: string, quantity: number) =>
    pricing.calculatePrice({ organizationId: 'demo', variantId, quantity, customerId: 'c1', localId: 'store' });

  it('asks what the catalog asks for less than 10', async () => {
    assert.deepEqual(await price('var_85123A', 9_999), {
      currency: 'GBP',
      unitPrice: 295,
      discountAmount: 0,
      finalPrice: 2950,
      promotionsApplied: [],
    });
  });

  it('takes 10% off from 10 units on', async () => {
    assert.deepEqual(await price('var_85123A', 10_000), {
      currency: 'GBP',
      unitPrice: 295,
      discountAmount: 295,
      finalPrice: 2655,
      promotionsApplied: [{ ...bulk, amount: 295 }],
    });
  });

  it('takes 1.00 off each cakestand, on top of what else there is off', async () => {
    assert.deepEqual(await price('var_22423', 2_000), {
      currency: 'GBP',
      unitPrice: 1275,
      discountAmount: 200,
      finalPrice: 2350,
      promotionsApplied: [{ ...cakestand, amount: 200 }],
    });
    assert.deepEqual(await price('var_22423', 10_000), {
      currency: 'GBP',
      unitPrice: 1275,
      discountAmount: 2275,
      finalPrice: 10_475,
      promotionsApplied: [
        { ...bulk, amount: 1275 },
        { ...cakestand, amount: 1000 },
      ],
    });
  });

  it('has no price for what is not sold', async () => {
    const discontinued = sandboxProducts.find((product) => !product.active)!;
    assert.equal(await price(discontinued.variant_id, 1000), undefined);
    assert.equal(await price('var_nothing', 1000), undefined);
  });

  it('tells of its promotions', async () => {
    assert.deepEqual(await pricing.activePromotions('other', null), [bulk, cakestand]);
  });

  it('refuses what is no valid request', async () => {
    await assert.rejects(price('', 1000), ServiceContractError);
    await assert.rejects(price('var_85123A', 0), ServiceContractError);
    await assert.rejects(price('var_85123A', -1000), ServiceContractError);
    await assert.rejects(pricing.activePromotions('', null), ServiceContractError);
  });
});
