import assert from 'node:assert/strict';
import { connectCustomers } from '../../../adapters/grpc/customer-client.ts';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { sandboxCustomers } from '../../../adapters/sandbox/customer-list.ts';
import { startSandboxCustomers } from '../../../adapters/sandbox/customers.ts';
import type { SandboxService } from '../../../adapters/sandbox/serve.ts';
import type { Customers } from '../../../application/ports/customers.ts';
import { FixedClock } from '../../support/clock.ts';
import { InMemoryCustomers } from '../../support/in-memory-customers.ts';
import { sandboxDatabase, type SandboxDatabase } from './sandbox-database.ts';

const organizationId = 'demo';
const customerId = 'c1';

/** What c1 starts with. */
const initially = 1250;

const twice = async <Answer>(call: () => Promise<Answer>): Promise<readonly Answer[]> => [await call(), await call()];

/** What the port promises of points; `open` answers a service in which nothing has happened yet. */
const loyaltyContract = (open: () => Promise<Customers>): void => {
  let customers: Customers;

  beforeEach(async () => {
    customers = await open();
  });

  const balance = async () => (await customers.customer(organizationId, customerId))?.loyaltyPoints;
  const purchase = (transactionId: string, amount: number) =>
    ({ organizationId, customerId, transactionId, amount, currency: 'GBP' }) as const;
  const payment = (paymentId: string, points: number) => ({ organizationId, customerId, paymentId, points });

  it('takes back what a purchase earned, once, below zero if they are spent', async () => {
    assert.equal(await customers.addLoyaltyPoints(purchase('t1', 1_999)), 19);
    assert.deepEqual(await customers.redeemLoyaltyPoints(payment('p1', initially + 19)), { ok: true });
    assert.deepEqual(await twice(() => customers.deductLoyaltyPoints(purchase('t1', 1_999))), [19, 19]);
    assert.equal(await balance(), -19);
    assert.deepEqual(await customers.redeemLoyaltyPoints(payment('p2', 1)), { ok: false, available: 0 });
  });

  it('takes all the points of a payment or none, once', async () => {
    const tooMany = { ok: false, available: initially };
    assert.deepEqual(await customers.redeemLoyaltyPoints(payment('p1', initially + 1)), tooMany);
    const paid = await twice(() => customers.redeemLoyaltyPoints(payment('p2', 250)));
    assert.deepEqual(paid, [{ ok: true }, { ok: true }]);
    assert.equal(await balance(), 1000);
  });

  it('has one answer for a payment, whatever happens afterwards', async () => {
    const refused = await customers.redeemLoyaltyPoints(payment('p1', initially + 1));
    await customers.addLoyaltyPoints(purchase('t1', 10_000));
    assert.deepEqual(await customers.redeemLoyaltyPoints(payment('p1', initially + 1)), refused);
    assert.equal(await balance(), initially + 100);
  });

  it('gives back what a payment took, once', async () => {
    await customers.redeemLoyaltyPoints(payment('p1', 250));
    await twice(() => customers.restoreLoyaltyPoints(payment('p1', 250)));
    assert.equal(await balance(), initially);
  });

  it('gives nothing back for a payment that took nothing, and takes nothing for it afterwards', async () => {
    await customers.redeemLoyaltyPoints(payment('p1', initially + 1));
    await customers.restoreLoyaltyPoints(payment('p1', initially + 1));
    await customers.restoreLoyaltyPoints(payment('p2', 250));
    const closed = { ok: false, available: initially };
    assert.deepEqual(await customers.redeemLoyaltyPoints(payment('p2', 250)), closed);
    assert.equal(await balance(), initially);
  });

  it('never pays the same points twice, whoever races for them', async () => {
    const payments = Array.from({ length: 10 }, (_, index) => payment(`p${index}`, 250));
    const answers = await Promise.all(payments.map((each) => customers.redeemLoyaltyPoints(each)));
    assert.equal(answers.filter(({ ok }) => ok).length, 5);
    assert.equal(await balance(), 0);
  });

  it('has a payment that is made and given back at once end with what it began with, however the two race', async () => {
    const payments = Array.from({ length: 5 }, (_, index) => payment(`p${index}`, 250));
    await Promise.all(
      payments.flatMap((each) => [customers.redeemLoyaltyPoints(each), customers.restoreLoyaltyPoints(each)]),
    );
    assert.equal(await balance(), initially);
  });

  it('knows of no points of somebody who is no customer', async () => {
    const nobody = { customerId: 'c99' };
    assert.equal(await customers.addLoyaltyPoints({ ...purchase('t1', 1000), ...nobody }), 0);
    assert.equal(await customers.deductLoyaltyPoints({ ...purchase('t1', 1000), ...nobody }), 0);
    const refused = { ok: false, available: 0 };
    assert.deepEqual(await customers.redeemLoyaltyPoints({ ...payment('p1', 1), ...nobody }), refused);
    await customers.restoreLoyaltyPoints({ ...payment('p1', 1), ...nobody });
    assert.equal(await customers.customer(organizationId, 'c99'), undefined);
  });
};

describe('loyalty points', () => {
  describe('of the sandbox', () => {
    let database: SandboxDatabase;
    let sandbox: SandboxService;
    let client: ReturnType<typeof connectCustomers>;

    before(async () => {
      database = await sandboxDatabase();
      sandbox = await startSandboxCustomers({ pool: database.pool, clock: new FixedClock() });
      // A single try: retries would hide transactions that lock one another out.
      client = connectCustomers({ address: sandbox.address, policy: { tries: 1 } });
    });

    after(async () => {
      client.close();
      await sandbox.stop();
      await database.drop();
    });

    loyaltyContract(async () => {
      await database.pool.query('truncate sandbox.loyalty, sandbox.loyalty_payments, sandbox.ledger');
      return client;
    });

    it('are whole and above zero where they pay', async () => {
      const payment = { organizationId, customerId, paymentId: 'p1' };
      for (const points of [0, -1]) {
        await assert.rejects(client.redeemLoyaltyPoints({ ...payment, points }), ServiceContractError);
      }
    });
  });

  describe('of the double that application tests use', () => {
    const known = sandboxCustomers.map(({ customer_id, name, email, phone, loyalty_tier, loyalty_points }) => ({
      customerId: customer_id,
      name,
      email,
      phone,
      loyaltyTier: loyalty_tier,
      loyaltyPoints: loyalty_points,
      credit: null,
      addresses: [],
    }));
    loyaltyContract(() => Promise.resolve(new InMemoryCustomers(known)));
  });
});
