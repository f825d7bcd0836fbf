import assert from 'node:assert/strict';
import { connectCustomers } from '../../../adapters/grpc/customer-client.ts';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { sandboxCustomers } from '../../../adapters/sandbox/customer-list.ts';
import { startSandboxCustomers } from '../../../adapters/sandbox/customers.ts';
import type { SandboxService } from '../../../adapters/sandbox/serve.ts';
import { FixedClock } from '../../support/clock.ts';
import { sandboxDatabase, type SandboxDatabase } from './sandbox-database.ts';

describe('sandbox customers', () => {
  let database: SandboxDatabase;
  let sandbox: SandboxService;
  let customers: ReturnType<typeof connectCustomers>;

  const start = async (): Promise<void> => {
    sandbox = await startSandboxCustomers({ pool: database.pool, clock: new FixedClock() });
    // A single try: retries would hide transactions that lock one another out.
    customers = connectCustomers({ address: sandbox.address, policy: { tries: 1 } });
  };

  const stop = async (): Promise<void> => {
    customers.close();
    await sandbox.stop();
  };

  before(async () => {
    database = await sandboxDatabase();
    await start();
  });

  after(async () => {
    await stop();
    await database.drop();
  });

  const points = async (organizationId: string, customerId: string) =>
    (await customers.customer(organizationId, customerId))?.loyaltyPoints;

  const buy = (transactionId: string, amount: number, changes: object = {}) =>
    customers.addLoyaltyPoints({
      organizationId: 'demo',
      customerId: 'c1',
      transactionId,
      amount,
      currency: 'GBP',
      ...changes,
    });

  it('knows a handful of customers with what the contract asks for', async () => {
    const known = await Promise.all(sandboxCustomers.map(({ customer_id }) => customers.customer('demo', customer_id)));
    assert.deepEqual(
      known.map((customer) => [
        customer?.customerId,
        customer?.name,
        customer?.loyaltyTier,
        customer?.credit,
        customer?.addresses.map(({ addressId, address }) => `${addressId} ${address.country}`),
      ]),
      [
        ['c1', 'Ana Rojas', 'gold', null, ['home PE', 'work PE']],
        ['c2', 'Bruno Díaz', 'silver', null, ['home CL']],
        [
          'c3',
          'Ferretería El Tornillo',
          'bronze',
          { limit: 500_000, available: 350_000, currency: 'GBP' },
          ['depot CO', 'office CO'],
        ],
        ['c4', 'Carla Mendes', 'bronze', null, []],
        ['c5', 'Distribuidora Sureña', 'silver', { limit: 80_000, available: 0, currency: 'GBP' }, ['shop AR']],
      ],
    );
  });

  it('knows nobody else', async () => {
    assert.equal(await customers.customer('demo', 'c99'), undefined);
    assert.equal(await buy('nobody', 5000, { customerId: 'c99' }), 0);
  });

  it('gives a point for each whole unit of the currency', async () => {
    assert.equal(await points('units', 'c1'), 1250);
    assert.equal(await buy('t1', 1_999, { organizationId: 'units' }), 19);
    assert.equal(await buy('t2', 99, { organizationId: 'units' }), 0);
    assert.equal(await buy('t3', 700, { organizationId: 'units', currency: 'CLP' }), 700);
    assert.equal(await points('units', 'c1'), 1250 + 19 + 700);
    assert.equal(await points('units', 'c2'), 340);
    assert.equal(await points('others', 'c1'), 1250);
  });

  it('gives them once a purchase, however often and at once it is told, also after a restart', async () => {
    const told = await Promise.all(Array.from({ length: 16 }, () => buy('once', 5000)));
    assert.deepEqual(
      told,
      Array.from({ length: 16 }, () => 50),
    );
    await stop();
    await start();
    assert.equal(await buy('once', 5000), 50);
    assert.equal(await points('demo', 'c1'), 1300);
  });

  it('adds up purchases that race', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => buy(`race-${n}`, 1000, { customerId: 'c4' })));
    assert.equal(await points('demo', 'c4'), 15 + 200);
  });

  it('refuses what is no valid request', async () => {
    await assert.rejects(customers.customer('', 'c1'), ServiceContractError);
    await assert.rejects(customers.customer('demo', ''), ServiceContractError);
    await assert.rejects(buy('', 100), ServiceContractError);
    await assert.rejects(buy('less', -100), ServiceContractError);
  });
});
