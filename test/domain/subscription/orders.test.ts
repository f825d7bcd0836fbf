import assert from 'node:assert/strict';
import type { SubscriptionOrdersSkipped } from '../../../domain/subscription/events.ts';
import {
  after,
  due,
  given,
  noon,
  orderPlaced,
  orderRefused,
  placeNext,
  skip,
  start,
  started,
  startMonthly,
  subscriptionId,
} from './subscriptions.ts';

const [january, february, march, april, may] = [
  '2027-01-31',
  '2027-02-28',
  '2027-03-31',
  '2027-04-30',
  '2027-05-31',
].map(noon) as [string, string, string, string, string];

const lastOrder = (history: Parameters<typeof given>[0], command: Parameters<ReturnType<typeof given>['when']>[0]) => {
  const state = given(history).when(command).state();
  assert.ok(state.exists);
  return state.lastOrder;
};

const skipped = (facts: Omit<SubscriptionOrdersSkipped['data'], 'subscriptionId'>): SubscriptionOrdersSkipped => ({
  type: 'SubscriptionOrdersSkipped',
  data: { subscriptionId, ...facts },
});

describe('the orders of a subscription', () => {
  it('are due at their dates, not a moment before, each once', () => {
    given([started]).when(placeNext('2027-01-31T11:59:59.999Z')).then([]);
    const one = given([started])
      .when(placeNext(january))
      .then([due(1, january, february)]);
    given(one).when(placeNext(january)).then([]);
    given(one).when(placeNext('2027-02-28T11:59:59.999Z')).then([]);
    const two = given(one)
      .when(placeNext('2027-02-28T18:00:00.000Z'))
      .then([due(2, february, march, '2027-02-28T18:00:00.000Z')]);
    given(two)
      .when(placeNext(march))
      .then([due(3, march, april)]);
  });

  it('are one for all dates that were slept through: the last one’s; the further are skipped', () => {
    const late = '2027-04-02T08:00:00.000Z';
    const history = given([started])
      .when(placeNext(late))
      .then([
        skipped({
          cause: 'missed',
          firstDate: january,
          lastDate: february,
          dates: 2,
          nextOrderAt: march,
          at: late,
        }),
        due(1, march, april, late),
      ]);
    given(history).when(placeNext(late)).then([]);
    given(history)
      .when(placeNext(april))
      .then([due(2, april, may)]);
  });

  it('can be left out one by one', () => {
    const history = given([started])
      .when(skip(start))
      .then([
        skipped({
          cause: 'requested',
          firstDate: january,
          lastDate: january,
          dates: 1,
          nextOrderAt: february,
          at: start,
        }),
      ]);
    given(history).when(placeNext(january)).then([]);
    const again = after(history, skip(start));
    given(again).when(placeNext(february)).then([]);
    given(again)
      .when(placeNext(march))
      .then([due(1, march, april)]);
  });

  it('are not missed if they were left out before', () => {
    const late = '2027-03-02T08:00:00.000Z';
    given(after([started], skip(start)))
      .when(placeNext(late))
      .then([due(1, february, march, late)]);
  });

  it('come at any distance', () => {
    const weekly = after([], { ...startMonthly, interval: { unit: 'week', count: 2 } });
    given(weekly)
      .when(placeNext(january))
      .then([due(1, january, noon('2027-02-14'))]);
  });

  it('are remembered as placed or as refused, once', () => {
    const history = after([started], placeNext(january));
    const id = { subscriptionId, orderId: `${subscriptionId}-O1`, at: january };
    const order = { orderId: `${subscriptionId}-O1`, sequence: 1, dueAt: january };
    assert.deepEqual(lastOrder([started], placeNext(january)), {
      ...order,
      status: 'due',
      orderNumber: null,
      refusalCode: null,
    });
    assert.deepEqual(lastOrder(history, orderPlaced(1, january)), {
      ...order,
      status: 'placed',
      orderNumber: 'ORD-2027-000001',
      refusalCode: null,
    });
    assert.deepEqual(lastOrder(history, orderRefused(1, january)), {
      ...order,
      status: 'refused',
      orderNumber: null,
      refusalCode: 'insufficient_stock',
    });
    const placed = given(history)
      .when(orderPlaced(1, january))
      .then([{ type: 'SubscriptionOrderPlaced', data: { ...id, orderNumber: 'ORD-2027-000001' } }]);
    const refused = given(history)
      .when(orderRefused(1, january))
      .then([{ type: 'SubscriptionOrderRefused', data: { ...id, code: 'insufficient_stock' } }]);
    for (const answered of [placed, refused]) {
      given(answered).when(orderPlaced(1, february)).then([]);
      given(answered).when(orderRefused(1, february)).then([]);
    }
  });

  it('may be answered after the next one is due', () => {
    const history = after([started], placeNext(january), placeNext(february));
    const answered = after(history, orderPlaced(1, february));
    assert.equal(answered.length, history.length + 1);
    assert.equal(lastOrder(history, orderPlaced(1, february))?.status, 'due');
    assert.equal(lastOrder(answered, orderPlaced(2, february))?.status, 'placed');
  });

  it('are placed whatever they came to before', () => {
    const history = after([started], placeNext(january), orderRefused(1, january));
    given(history)
      .when(placeNext(february))
      .then([due(2, february, march)]);
  });
});
