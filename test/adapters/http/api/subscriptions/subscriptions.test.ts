import assert from 'node:assert/strict';
import { followEvents } from '../../../../../application/reactor/run-process.ts';
import { runDueDeadlines } from '../../../../../application/reactor/run-deadlines.ts';
import { carryOutSubscriptions } from '../../../../../application/subscriptions/carry-out-subscriptions.ts';
import { ProcessRunner } from '../../../../../application/reactor/run-process.ts';
import type { OrderPlaced } from '../../../../../domain/order/events.ts';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { InMemoryDeadlines } from '../../../../support/in-memory-deadlines.ts';
import { MemoryLog } from '../../../../support/port-doubles.ts';
import { assertHas } from '../../support/assert-has.ts';
import { address, monthlyMugs, startedSubscription } from '../../support/journeys.ts';

const staff = { customer_id: 'ann' };

describe('subscriptions over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  /** All that follows from events and from time, so far. */
  const background = async (): Promise<void> => {
    const { store, handlers, engine, policies } = http.shop;
    const { clock } = http;
    const log = new MemoryLog();
    const deadlines = new InMemoryDeadlines();
    deadlines.follow(store);
    await runDueDeadlines({ deadlines, handlers, clock, log });
    const carryOut = carryOutSubscriptions({ engine, handlers, policies, clock });
    const follow = followEvents({ processes: new ProcessRunner(handlers), clock, log });
    for (let event = store.all()[0]; event !== undefined; event = store.all()[event.position]) {
      await carryOut(event);
      await follow(event);
    }
  };

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
    assertHas(await ask('pause'), {
      status: 'paused',
      allowed_actions: ['change_payment_method', 'resume', 'cancel'],
      next_order_at: null,
    });
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
    const id = await startedSubscription(http, { ...staff, billing_address: { ...address, name: 'Her boss' } });
    await background();

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

  it('keep today’s prices if they are to', async () => {
    const id = await startedSubscription(http, { ...staff, pricing: 'frozen' });
    assertHas(await http.ok('GET', `/subscriptions/${id}`), {
      pricing: 'frozen',
      items: [{ variant_id: '1', quantity: 2, unit_price: 12 }],
      shipping_cost: 4.99,
    });
  });

  it('are charged to a card, tell what failed, and are charged to another one at once', async () => {
    const { gateway } = http.shop;
    const card = { payment_method: gateway.name, payment_method_id: 'tok_1' };
    const receiver = { tax_id: 'GB123', legal_name: 'Ada Byron Ltd' };
    const id = await startedSubscription(http, { ...staff, ...card, tax_receiver: receiver });
    gateway.atOnce = 'decline';
    await background();
    const dunning = { order_id: `${id}-O1`, attempt: 1, reason: 'card_declined' };
    assertHas(await http.ok('GET', `/subscriptions/${id}`), {
      status: 'past_due',
      allowed_actions: ['change_payment_method', 'pause', 'skip', 'cancel'],
      payment_method_id: 'tok_1',
      next_order_at: '2026-12-23T15:00:00.000Z',
      dunning: { ...dunning, next_retry_at: '2026-11-24T15:00:00.000Z' },
    });
    const path = `/api/v1/subscriptions/${id}/payment-method`;
    const cash = { body: { payment_method: 'cash' } };
    assert.equal(await http.refused('POST', path, cash), '422 stored_payment_method_required');
    const stored = { body: { payment_method: 'cash', payment_method_id: 'tok_1' } };
    assert.equal(await http.refused('POST', path, stored), '422 payment_method_not_stored');

    gateway.atOnce = 'confirm';
    const other = { ...card, payment_method_id: 'tok_2' };
    assertHas(await http.ok('POST', `/subscriptions/${id}/payment-method`, other), {
      status: 'past_due',
      payment_method_id: 'tok_2',
      dunning: { ...dunning, attempt: 2, next_retry_at: null },
    });
    await background();
    assertHas(await http.ok('GET', `/subscriptions/${id}`), {
      status: 'active',
      dunning: null,
      last_order: {
        ...{ order_id: `${id}-O1`, sequence: 1, due_at: '2026-11-23T15:00:00.000Z' },
        ...{ status: 'paid', order_number: 'ORD-2026-000001', refusal_code: null },
      },
    });
    const [placed] = http.shop.store.all().filter(({ type }) => type === 'OrderPlaced');
    const { personal } = placed?.data as OrderPlaced['data'];
    assert.deepEqual(personal.taxReceiver, { taxId: 'GB123', legalName: 'Ada Byron Ltd' });
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
