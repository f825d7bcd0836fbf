import assert from 'node:assert/strict';
import { card, given, noon, placeNext, start, started, startMonthly, subscriptionId } from './subscriptions.ts';

describe('starting a subscription', () => {
  it('says what comes when', () => {
    const history = given([]).when(startMonthly).then([started]);
    assert.deepEqual(given(history).when(startMonthly).state(), {
      exists: true,
      subscriptionId,
      status: 'active',
      customerId: 'c1',
      items: [{ variantId: 'v1', quantity: 2000 }],
      interval: { unit: 'month', count: 1 },
      firstOrderAt: noon('2027-01-31'),
      nextOrderAt: noon('2027-01-31'),
      currency: 'USD',
      shippingMethod: 'standard',
      paymentMethod: 'cash',
      personal: { name: 'Ana', email: 'ana@example.com' },
      frozenPrices: null,
      paymentMethodId: null,
      ordersCount: 0,
      lastOrder: null,
      unanswered: [],
      unpaid: [],
      charge: null,
      startedAt: start,
    });
  });

  it('keeps what it promises and how it is paid', () => {
    const frozenPrices = { unitPrices: [1000], shippingCost: 500 };
    const history = given([])
      .when({ ...startMonthly, frozenPrices, ...card })
      .then([{ ...started, data: { ...started.data, frozenPrices, ...card } }]);
    const state = given(history).when(startMonthly).state();
    assert.ok(state.exists);
    assert.deepEqual([state.frozenPrices, state.paymentMethodId], [frozenPrices, 'pm_1']);
    const [ordered] = given(history).when(placeNext(startMonthly.firstOrderAt)).events();
    assert.ok(ordered?.type === 'SubscriptionOrderDue');
    assert.deepEqual([ordered.data.frozenPrices, ordered.data.paymentMethodId], [frozenPrices, 'pm_1']);
  });

  it('is done once', () => {
    given([started]).when(startMonthly).then([]);
    given([started])
      .when({ ...startMonthly, items: [] })
      .then([]);
  });

  it('may be due at once, but not before', () => {
    const at = startMonthly.firstOrderAt;
    given([])
      .when({ ...startMonthly, at })
      .then([{ ...started, data: { ...started.data, at } }]);
    given([])
      .when({ ...startMonthly, at: '2027-01-31T12:00:00.001Z' })
      .then({ kind: 'rule', code: 'first_order_in_the_past', details: { first_order_at: at } });
  });

  it('needs items, each more than none', () => {
    given([])
      .when({ ...startMonthly, items: [] })
      .then({ kind: 'rule', code: 'empty_subscription' });
    const items = [...startMonthly.items, { variantId: 'v2', quantity: 0 }];
    given([])
      .when({ ...startMonthly, items })
      .then({ kind: 'rule', code: 'invalid_quantity', details: { variant_id: 'v2' } });
  });

  it('needs an interval that can be counted in', () => {
    for (const count of [0, 366, 0.5]) {
      given([])
        .when({ ...startMonthly, interval: { unit: 'week', count } })
        .then({ kind: 'rule', code: 'invalid_interval', details: { maximum: 365 } });
    }
  });
});
