import assert from 'node:assert/strict';
import { runDueDeadlines } from '../../../application/run-deadlines.ts';
import { carryOutSubscriptions } from '../../../application/subscriptions/carry-out-subscriptions.ts';
import { HttpTest, tokenOf } from '../../support/http.ts';
import { InMemoryDeadlines } from '../../support/in-memory-deadlines.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { assertHas } from './support/assert-has.ts';
import { address, monthlyMugs, startedSubscription } from './support/journeys.ts';

const staff = { customer_id: 'ann' };

describe('subscriptions over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  it('start, and are read', async () => {
    const body = { ...monthlyMugs, ...staff, first_order_at: '2027-01-31T13:00:00+01:00' };
    const made = (await http.ok('POST', '/subscriptions', body)) as { subscription_id: string };
    const expected = {
      subscription_id: made.subscription_id,
      status: 'active',
      version: 1,
      allowed_actions: ['change_payment_method', 'pause', 'skip', 'cancel'],
      customer_id: 'ann',
      items: [{ variant_id: '1', quantity: 2, unit_price: null }],
      pricing: 'current',
      shipping_cost: null,
      interval: { unit: 'month', count: 1 },
      currency: 'GBP',
      shipping_method: 'standard',
      payment_method: 'cash',
      payment_method_id: null,
      dunning: null,
      first_order_at: '2027-01-31T12:00:00.000Z',
      next_order_at: '2027-01-31T12:00:00.000Z',
      orders_count: 0,
      last_order: null,
      started_at: http.clock.now(),
    };
    assert.deepEqual(made, expected);
    assert.deepEqual(await http.ok('GET', `/subscriptions/${made.subscription_id}?min_version=1`), expected);
    assert.deepEqual(await http.ok('GET', '/subscriptions'), { items: [expected], next_cursor: null });
  });

  it('change as people ask', async () => {
    const id = await startedSubscription(http, staff);
    const ask = (action: string, body: object = {}) => http.ok('POST', `/subscriptions/${id}/${action}`, body);
    assertHas(await ask('skip'), { status: 'active', version: 2, next_order_at: '2026-12-23T15:00:00.000Z' });
    assertHas(await ask('pause'), { status: 'paused', allowed_actions: ['change_payment_method', 'resume', 'cancel'], next_order_at: null });
    assertHas(await ask('resume'), { status: 'active', version: 4, next_order_at: '2026-12-23T15:00:00.000Z' });
    assertHas(await ask('cancel', { reason: 'enough mugs' }), { status: 'cancelled', allowed_actions: [] });
    assert.equal(
      await http.refused('POST', `/api/v1/subscriptions/${id}/resume`, { body: {} }),
      '409 invalid_transition',
    );
    const history = (await http.ok('GET', `/subscriptions/${id}/history?limit=2`)) as {
      items: { type: string }[];
      next_cursor: string;
    };
    assert.deepEqual(
      [history.items.map(({ type }) => type), history.next_cursor],
      [['SubscriptionStarted', 'SubscriptionOrdersSkipped'], '2'],
    );
    assert.equal(await http.refused('GET', '/api/v1/subscriptions/nope/history'), '404 subscription_not_found');
  });

  it('give orders when they are due', async () => {
    const { store, handlers, engine, policies } = http.shop;
    const id = await startedSubscription(http, { ...staff, billing_address: { ...address, name: 'Her boss' } });
    const deadlines = new InMemoryDeadlines();
    deadlines.follow(store);
    await runDueDeadlines({ deadlines, handlers, clock: http.clock, log: new MemoryLog() });
    const place = carryOutSubscriptions({ engine, handlers, policies, clock: http.clock });
    for (const event of store.all()) await place(event);

    assertHas(await http.ok('GET', `/subscriptions/${id}`), {
      version: 3,
      next_order_at: '2026-12-23T15:00:00.000Z',
      orders_count: 1,
      last_order: {
        order_id: `${id}-O1`,
        sequence: 1,
        due_at: '2026-11-23T15:00:00.000Z',
        status: 'placed',
        order_number: 'ORD-2026-000001',
        refusal_code: null,
      },
    });
    assertHas(await http.ok('GET', `/orders/${id}-O1`), {
      order_number: 'ORD-2026-000001',
      type: 'subscription',
      status: 'pending',
      customer: { customer_id: 'ann', name: 'Ada Byron', email: 'ada@example.com' },
    });
  });

  it('are a customer’s own, and staff must say whose', async () => {
    const [ann, eve] = [tokenOf('order.customer', 'ann'), tokenOf('order.customer', 'eve')];
    const id = await startedSubscription(http, {}, ann);
    assertHas(await http.ok('GET', '/subscriptions', undefined, ann), { items: [{ customer_id: 'ann' }] });
    assert.deepEqual(await http.ok('GET', '/subscriptions', undefined, eve), { items: [], next_cursor: null });
    assert.deepEqual(await http.ok('GET', '/subscriptions?customer_id=ann', undefined, eve), {
      items: [],
      next_cursor: null,
    });
    assert.equal(
      await http.refused('POST', `/api/v1/subscriptions/${id}/pause`, { body: {}, headers: eve }),
      '404 subscription_not_found',
    );
    const path = '/api/v1/subscriptions';
    assert.equal(await http.refused('POST', path, { body: monthlyMugs }), '400 validation_failed');
    const foreign = { body: { ...monthlyMugs, customer_id: 'ann' }, headers: eve };
    assert.equal(await http.refused('POST', path, foreign), '403 forbidden');
  });

  it('are refused what could not be ordered', async () => {
    const path = '/api/v1/subscriptions';
    const answer = (changes: object) => http.refused('POST', path, { body: { ...monthlyMugs, ...staff, ...changes } });
    assert.equal(await answer({ interval: { unit: 'year', count: 1 } }), '400 validation_failed');
    assert.equal(await answer({ interval: { unit: 'day', count: 0 } }), '400 validation_failed');
    assert.equal(await answer({ items: [] }), '400 validation_failed');
    assert.equal(await answer({ first_order_at: '2026-11-23T14:59:59Z' }), '422 first_order_in_the_past');
    assert.equal(await answer({ shipping_method: 'drone' }), '422 unknown_shipping_method');
    assert.equal(await answer({ items: [{ variant_id: 'nope', quantity: 1 }] }), '404 variant_not_found');
  });
});
