import assert from 'node:assert/strict';
import { earnPoints } from '../../../application/loyalty/earn-points.ts';
import type { Customer } from '../../../application/ports/customers.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { FixedClock } from '../../support/clock.ts';
import { testEngine, filledCart } from '../../support/test-engine.ts';
import { InMemoryCustomers } from '../../support/in-memory-customers.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { tillSales } from '../../support/till-sales.ts';

const ana: Customer = {
  customerId: 'c-1',
  name: 'Ana',
  email: '',
  phone: '',
  loyaltyTier: 'gold',
  loyaltyPoints: 100,
  credit: null,
  addresses: [],
};

const openFixture = () => {
  const store = new InMemoryEventStore();
  const customers = new InMemoryCustomers([ana]);
  const fixture = testEngine({ store, customers });
  const earn = earnPoints({ customers, clock: new FixedClock() });
  /** Handles every event of the log, as after a lost checkpoint. */
  const deliver = async (): Promise<void> => {
    for (const event of store.all()) await earn(event);
  };
  return { ...tillSales(fixture.handlers), fixture, customers, deliver };
};

describe('loyalty points', () => {
  it('are earned by sales to a customer and taken back by their voids: once, however often events come', async () => {
    const { sell, takeBack, customers, deliver } = openFixture();
    await sell('pos-1', { customerId: 'c-1' });
    await sell('pos-2', { customerId: 'c-1' });
    await takeBack('pos-2');
    await deliver();
    await deliver();
    assert.deepEqual(customers.ledger, [
      { kind: 'add', customerId: 'c-1', key: 'pos-1', points: 9990 },
      { kind: 'add', customerId: 'c-1', key: 'pos-2', points: 9990 },
      { kind: 'deduct', customerId: 'c-1', key: 'pos-2', points: -9990 },
    ]);
    assert.equal(customers.points('c-1'), 10_090);
  });

  it('are earned once though the answer was lost', async () => {
    const { sell, customers, deliver } = openFixture();
    await sell('pos-1', { customerId: 'c-1' });
    customers.outage = 'after';
    await assert.rejects(deliver(), ServiceUnavailableError);
    customers.outage = 'none';
    await deliver();
    assert.equal(customers.points('c-1'), 10_090);
    assert.equal(customers.ledger.length, 1);
  });

  it('are nothing to sales to nobody, nor to what is no sale at a till', async () => {
    const { sell, takeBack, fixture, customers, deliver } = openFixture();
    await sell('pos-1');
    await takeBack('pos-1');
    await filledCart(fixture, 'cart', 'c-1');
    await deliver();
    assert.deepEqual(customers.ledger, []);
  });
});
