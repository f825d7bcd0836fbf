import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { connectCustomers } from '../../../adapters/grpc/customer-client.ts';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import type { CallPolicy } from '../../../adapters/grpc/service-client.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { customerService } from '../../../proto/services.ts';
import { startDouble, type Answers, type Fault, type ServiceDouble } from '../../support/grpc.ts';

const full = {
  name: 'Ana Rojas',
  line1: 'Av. Larco 101',
  line2: 'Dpto. 4',
  city: 'Lima',
  region: 'Lima',
  postal_code: '15074',
  country: 'PE',
  phone: '+51 1 555 0101',
};
const bare = { name: 'Almacén', line1: 'Jr. Unión 5', city: 'Cusco', country: 'PE' };
const gbp = (amount: string) => ({ amount, currency: 'GBP' });

const message = {
  customer_id: 'c1',
  name: 'Ana Rojas',
  email: 'ana@example.com',
  phone: '+51 1 555 0101',
  loyalty_tier: 'gold',
  loyalty_points: 1250,
  credit_limit: gbp('5000.00'),
  credit_available: gbp('1200.50'),
  addresses: [
    { address_id: 'home', address: full },
    { address_id: 'depot', address: bare },
  ],
};

const purchase = {
  organizationId: 'demo',
  customerId: 'c1',
  transactionId: 'order-1',
  amount: 1_999,
  currency: 'GBP',
} as const;

const impatient: Partial<CallPolicy> = { deadline: 300, firstWait: 1, longestWait: 2 };
const unavailable: Fault = { applied: false, ending: { status: status.UNAVAILABLE } };

describe('Customers over gRPC', () => {
  let double: ServiceDouble;
  let client: ReturnType<typeof connectCustomers>;

  const connect = async (answers: Answers, policy: Partial<CallPolicy> = impatient): Promise<void> => {
    double = await startDouble(customerService, answers);
    client = connectCustomers({ address: double.address, policy });
  };

  const arrived = (): unknown[] => double.arrived.map(({ method, request }) => [method, request]);

  afterEach(() => {
    client.close();
    double.stop();
  });

  it('reads a customer with credit and addresses', async () => {
    await connect({ GetCustomer: () => ({ customer: message }) });
    assert.deepEqual(await client.customer('demo', 'c1'), {
      customerId: 'c1',
      name: 'Ana Rojas',
      email: 'ana@example.com',
      phone: '+51 1 555 0101',
      loyaltyTier: 'gold',
      loyaltyPoints: 1250,
      credit: { limit: 500_000, available: 120_050, currency: 'GBP' },
      addresses: [
        { addressId: 'home', address: full },
        { addressId: 'depot', address: bare },
      ],
    });
    assert.deepEqual(arrived(), [['GetCustomer', { organization_id: 'demo', customer_id: 'c1' }]]);
  });

  it('reads a customer of whom nothing else is known', async () => {
    await connect({ GetCustomer: () => ({ customer: { customer_id: 'c9' } }) });
    assert.deepEqual(await client.customer('demo', 'c9'), {
      customerId: 'c9',
      name: '',
      email: '',
      phone: '',
      loyaltyTier: '',
      loyaltyPoints: 0,
      credit: null,
      addresses: [],
    });
  });

  it('makes one line of what others wrote on two', async () => {
    const address = { ...bare, line1: 'Jr. Unión 5\r\nPiso 2\u0000', phone: '\t' };
    await connect({ GetCustomer: () => ({ customer: { ...message, addresses: [{ address_id: 'depot', address }] } }) });
    assert.deepEqual((await client.customer('demo', 'c1'))?.addresses, [
      { addressId: 'depot', address: { ...bare, line1: 'Jr. Unión 5 Piso 2' } },
    ]);
  });

  it('asks anew every time: credit of a moment ago may be spent', async () => {
    await connect({ GetCustomer: () => ({ customer: message }) });
    await client.customer('demo', 'c1');
    await client.customer('demo', 'c1');
    assert.equal(double.arrived.length, 2);
  });

  it('knows nobody of that id, which never trips the breaker', async () => {
    await connect({ GetCustomer: () => ({}) }, { ...impatient, failuresToOpen: 1 });
    for (let round = 0; round < 6; round++) assert.equal(await client.customer('demo', 'c9'), undefined);
    assert.equal(client.breakerState(), 'closed');
    assert.equal(double.arrived.length, 6);
  });

  it('adds the points of a purchase under its own id, once, though the answer was lost', async () => {
    await connect({ AddLoyaltyPoints: () => ({ points_earned: 19 }) });
    double.fail({ applied: true, ending: 'silence' });
    assert.equal(await client.addLoyaltyPoints(purchase), 19);
    const request = {
      organization_id: 'demo',
      idempotency_key: 'order-1',
      customer_id: 'c1',
      transaction_id: 'order-1',
      amount: gbp('19.99'),
    };
    assert.deepEqual(arrived(), [
      ['AddLoyaltyPoints', request],
      ['AddLoyaltyPoints', request],
    ]);
    assert.equal(double.ledger.length, 1);
  });

  it('takes back what a purchase earned', async () => {
    await connect({ DeductLoyaltyPoints: () => ({ points_deducted: 19 }) });
    assert.equal(await client.deductLoyaltyPoints(purchase), 19);
    const keys = { idempotency_key: 'order-1', transaction_id: 'order-1' };
    assert.deepEqual(arrived(), [
      ['DeductLoyaltyPoints', { organization_id: 'demo', customer_id: 'c1', ...keys, amount: gbp('19.99') }],
    ]);
  });

  it('pays with points, is told how many there are if they are too few, and gives them back', async () => {
    let answer: object = { ok: true };
    await connect({
      RedeemLoyaltyPoints: () => answer,
      RestoreLoyaltyPoints: () => ({ points_restored: 500 }),
    });
    const payment = { organizationId: 'demo', customerId: 'c1', paymentId: 'pos-1.P1', points: 500 };
    assert.deepEqual(await client.redeemLoyaltyPoints(payment), { ok: true });
    answer = { ok: false, points_available: 499 };
    const other = { ...payment, paymentId: 'pos-1.P2' };
    assert.deepEqual(await client.redeemLoyaltyPoints(other), { ok: false, available: 499 });
    await client.restoreLoyaltyPoints(payment);
    const about = (id: string) => ({
      organization_id: 'demo',
      idempotency_key: id,
      customer_id: 'c1',
      payment_id: id,
    });
    assert.deepEqual(arrived(), [
      ['RedeemLoyaltyPoints', { ...about('pos-1.P1'), points: 500 }],
      ['RedeemLoyaltyPoints', { ...about('pos-1.P2'), points: 500 }],
      ['RestoreLoyaltyPoints', about('pos-1.P1')],
    ]);
  });

  it('knows customers who owe points', async () => {
    await connect({ GetCustomer: () => ({ customer: { ...message, loyalty_points: -12 } }) });
    assert.equal((await client.customer('demo', 'c1'))?.loyaltyPoints, -12);
  });

  it('gives up after the third try, and opens the breaker after the fifth failure in a row', async () => {
    await connect({ GetCustomer: () => ({ customer: message }) });
    double.fail(...Array.from({ length: 5 }, () => unavailable));
    await assert.rejects(client.customer('demo', 'c1'), ServiceUnavailableError);
    assert.deepEqual([double.arrived.length, client.breakerState()], [3, 'closed']);
    await assert.rejects(client.customer('demo', 'c1'), ServiceUnavailableError);
    assert.deepEqual([double.arrived.length, client.breakerState()], [5, 'open']);
  });

  const broken: readonly (readonly [string, object])[] = [
    ['no id', { customer_id: '' }],
    ['a limit without what is available', { credit_available: null }],
    ['credit available without a limit', { credit_limit: null }],
    ['credit in two currencies', { credit_available: { amount: '10', currency: 'USD' } }],
    ['credit below zero', { credit_available: gbp('-1') }],
    ['an address without a street', { addresses: [{ address_id: 'a', address: { ...full, line1: ' ' } }] }],
    ['an address without a country', { addresses: [{ address_id: 'a', address: { ...full, country: 'Peru' } }] }],
    ['an address without an id', { addresses: [{ address_id: '', address: full }] }],
    ['an id without an address', { addresses: [{ address_id: 'a' }] }],
  ];
  for (const [what, fault] of broken) {
    it(`calls a customer with ${what} a breach of contract`, async () => {
      await connect({ GetCustomer: () => ({ customer: { ...message, ...fault } }) });
      await assert.rejects(client.customer('demo', 'c1'), ServiceContractError);
    });
  }
});
