import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { connectPricing } from '../../../adapters/grpc/pricing-client.ts';
import type { CallPolicy } from '../../../adapters/grpc/service-client.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { pricingService } from '../../../proto/services.ts';
import { startDouble, type Answers, type Fault, type ServiceDouble } from '../../support/grpc.ts';

const promotion = { promotion_id: 'p1', name: 'Ten percent', discount_type: 'percentage' };
const gbp = (amount: string) => ({ amount, currency: 'GBP' });

const calculation = {
  unit_price: gbp('2.50'),
  discount_amount: gbp('3.00'),
  final_price: gbp('27.00'),
  promotions_applied: [promotion],
};

const twelve = {
  organizationId: 'demo',
  variantId: 'v1',
  quantity: 12_000,
  customerId: null,
  localId: null,
};

const impatient: Partial<CallPolicy> = { deadline: 300, firstWait: 1, longestWait: 2 };
const unavailable: Fault = { applied: false, ending: { status: status.UNAVAILABLE } };

describe('Pricing over gRPC', () => {
  let double: ServiceDouble;
  let client: ReturnType<typeof connectPricing>;

  const connect = async (answers: Answers, policy: Partial<CallPolicy> = impatient): Promise<void> => {
    double = await startDouble(pricingService, answers);
    client = connectPricing({ address: double.address, policy });
  };

  const arrived = (): unknown[] => double.arrived.map(({ method, request }) => [method, request]);

  afterEach(() => {
    client.close();
    double.stop();
  });

  it('reads a price with the promotions that made it', async () => {
    await connect({ CalculatePrice: () => ({ calculation }) });
    assert.deepEqual(await client.calculatePrice({ ...twelve, customerId: 'c1', localId: 's1' }), {
      currency: 'GBP',
      unitPrice: 250,
      discountAmount: 300,
      finalPrice: 2700,
      promotionsApplied: [{ promotionId: 'p1', name: 'Ten percent', discountType: 'percentage', amount: 300 }],
    });
    assert.deepEqual(arrived(), [
      [
        'CalculatePrice',
        { organization_id: 'demo', local_id: 's1', variant_id: 'v1', quantity: '12', customer_id: 'c1' },
      ],
    ]);
  });

  it('asks for anybody, and for sales from a distance, with empty fields', async () => {
    await connect({ CalculatePrice: () => ({ calculation }) });
    await client.calculatePrice(twelve);
    assert.deepEqual(arrived(), [
      ['CalculatePrice', { organization_id: 'demo', local_id: '', variant_id: 'v1', quantity: '12', customer_id: '' }],
    ]);
  });

  it('knows weighed goods, and currencies without decimals', async () => {
    const clp = (amount: string) => ({ amount, currency: 'CLP' });
    const cheese = { unit_price: clp('9990'), discount_amount: clp('0'), final_price: clp('3497') };
    await connect({ CalculatePrice: () => ({ calculation: { ...cheese, promotions_applied: [] } }) });
    assert.deepEqual(await client.calculatePrice({ ...twelve, quantity: 350 }), {
      currency: 'CLP',
      unitPrice: 9990,
      discountAmount: 0,
      finalPrice: 3497,
      promotionsApplied: [],
    });
  });

  const applied = (promotion_id: string, amount?: string) => ({
    ...promotion,
    promotion_id,
    ...(amount !== undefined && { amount: gbp(amount) }),
  });

  const amounts: readonly (readonly [string, readonly object[], readonly (readonly [string, number])[]])[] = [
    [
      'all say theirs',
      [applied('a', '1.00'), applied('b', '2.00')],
      [
        ['a', 100],
        ['b', 200],
      ],
    ],
    [
      'none says its own',
      [applied('a'), applied('b')],
      [
        ['a', 150],
        ['b', 150],
      ],
    ],
    [
      'some do not say theirs',
      [applied('a'), applied('b', '2.99'), applied('c')],
      [
        ['a', 1],
        ['b', 299],
      ],
    ],
    ['one takes nothing off', [applied('a', '0.00'), applied('b', '3.00')], [['b', 300]]],
  ];
  for (const [what, promotions_applied, expected] of amounts) {
    it(`knows how much each promotion takes off where ${what}`, async () => {
      await connect({ CalculatePrice: () => ({ calculation: { ...calculation, promotions_applied } }) });
      const { promotionsApplied } = (await client.calculatePrice(twelve)) ?? {};
      assert.deepEqual(
        promotionsApplied?.map(({ promotionId, amount }) => [promotionId, amount]),
        expected,
      );
    });
  }

  it('has no price for a variant that has none, which never trips the breaker', async () => {
    await connect({ CalculatePrice: () => ({}) }, { ...impatient, failuresToOpen: 1 });
    for (let round = 0; round < 6; round++) assert.equal(await client.calculatePrice(twelve), undefined);
    assert.equal(client.breakerState(), 'closed');
    assert.equal(double.arrived.length, 6);
  });

  it('lists the promotions that run', async () => {
    await connect({ GetActivePromotions: () => ({ promotions: [promotion] }) });
    assert.deepEqual(await client.activePromotions('demo', 's1'), [
      { promotionId: 'p1', name: 'Ten percent', discountType: 'percentage' },
    ]);
    assert.deepEqual(arrived(), [['GetActivePromotions', { organization_id: 'demo', local_id: 's1' }]]);
  });

  it('asks again when it was not answered, or not in time', async () => {
    await connect({ CalculatePrice: () => ({ calculation }), GetActivePromotions: () => ({ promotions: [] }) });
    double.fail(unavailable, { applied: false, ending: 'silence' });
    assert.equal((await client.calculatePrice(twelve))?.finalPrice, 2700);
    double.fail(unavailable);
    assert.deepEqual(await client.activePromotions('demo', null), []);
    assert.equal(double.arrived.length, 5);
  });

  it('gives up after the third try, and opens the breaker after the fifth failure in a row', async () => {
    await connect({ CalculatePrice: () => ({ calculation }) });
    double.fail(...Array.from({ length: 5 }, () => unavailable));
    await assert.rejects(client.calculatePrice(twelve), ServiceUnavailableError);
    assert.deepEqual([double.arrived.length, client.breakerState()], [3, 'closed']);
    await assert.rejects(client.calculatePrice(twelve), ServiceUnavailableError);
    assert.deepEqual([double.arrived.length, client.breakerState()], [5, 'open']);
  });

  const broken: readonly (readonly [string, object])[] = [
    ['no price', { unit_price: null }],
    ['a price that is no amount', { unit_price: gbp('2,50') }],
    ['a discount below zero', { discount_amount: gbp('-3.00'), final_price: gbp('33.00') }],
    ['a price below zero', { discount_amount: gbp('31.00'), final_price: gbp('-1.00') }],
    ['amounts that do not add up', { final_price: gbp('27.01') }],
    ['a discount in another currency', { discount_amount: { amount: '3.00', currency: 'USD' } }],
    ['a final price in another currency', { final_price: { amount: '27.00', currency: 'USD' } }],
    ['a discount that no promotion gave', { promotions_applied: [] }],
    ['promotions that take off less', { promotions_applied: [applied('a', '2.99')] }],
    ['promotions that take off more', { promotions_applied: [applied('a', '3.01'), applied('b')] }],
    [
      'a promotion in another currency',
      { promotions_applied: [{ ...promotion, amount: { amount: '3.00', currency: 'USD' } }] },
    ],
    ['a promotion without an id', { promotions_applied: [{ ...promotion, promotion_id: '' }] }],
  ];
  for (const [what, fault] of broken) {
    it(`calls a calculation with ${what} a breach of contract`, async () => {
      await connect({ CalculatePrice: () => ({ calculation: { ...calculation, ...fault } }) });
      await assert.rejects(client.calculatePrice(twelve), ServiceContractError);
    });
  }
});
