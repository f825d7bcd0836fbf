import assert from 'node:assert/strict';
import { paymentWindowFor, retryPlan } from '../../../domain/subscription/order-terms.ts';
import type { SubscriptionEvent } from '../../../domain/subscription/events.ts';
import type { StartedSubscription } from '../../../domain/subscription/state.ts';
import { addDays } from '../../../domain/shared/instant.ts';
import {
  after,
  cancel,
  card,
  changeMethod,
  given,
  noon,
  orderCancelled,
  orderId,
  orderPaid,
  orderPlaced,
  orderRefused,
  pause,
  paymentFailed,
  placeNext,
  plan,
  resume,
  retry,
  skip,
  startMonthly,
  subscriptionId,
} from './subscriptions.ts';

const [january, february, march] = [noon('2027-01-31'), noon('2027-02-28'), noon('2027-03-31')];
const day = (days: number): string => addDays(january, days);

const id = { subscriptionId, orderId: orderId(1) };

const charge = (attempt: number, at: string, way: { paymentMethod: string; paymentMethodId: string } = card) =>
  ({
    type: 'SubscriptionPaymentDue',
    data: { ...id, attempt, ...way, personal: { email: 'ana@example.com' }, at },
  }) satisfies SubscriptionEvent;

const failed = (attempt: number, at: string, nextRetryAt: string | null, paymentId: string | null = `P${attempt}`) =>
  ({
    type: 'SubscriptionPaymentFailed',
    data: { ...id, attempt, paymentId, reason: 'card_declined', nextRetryAt, at },
  }) satisfies SubscriptionEvent;

const givenUp = (cause: 'payment_failed' | 'subscription_paused' | 'subscription_cancelled', at: string) =>
  ({ type: 'SubscriptionOrderGivenUp', data: { ...id, cause, at } }) satisfies SubscriptionEvent;

const paused = (at: string, pausedBy = 'process:subscriptions') =>
  ({ type: 'SubscriptionPaused', data: { subscriptionId, pausedBy, at } }) satisfies SubscriptionEvent;

const charged = { ...startMonthly, ...card };
/** Its first order is placed, and being charged. */
const charging = () => after([], charged, placeNext(january), orderPlaced(1, january));
const pastDue = () => after(charging(), paymentFailed(1, january));

const stateOf = (history: readonly SubscriptionEvent[]): StartedSubscription => {
  const state = given(history).when(placeNext(startMonthly.at)).state();
  assert.ok(state.exists);
  return state;
};

describe('an order of a subscription with a stored way to pay', () => {
  it('is charged as soon as it is placed', () => {
    const history = given(after([], charged, placeNext(january)))
      .when(orderPlaced(1, january))
      .then([
        {
          type: 'SubscriptionOrderPlaced',
          data: { ...id, orderNumber: 'ORD-2027-000001', plan: retryPlan(plan, january), at: january },
        },
        charge(1, january),
      ]);
    const paid = given(history)
      .when(orderPaid(1, january))
      .then([{ type: 'SubscriptionOrderPaid', data: { ...id, at: january } }]);
    given(paid)
      .when(orderPaid(1, day(1)))
      .then([]);
    given(paid)
      .when(paymentFailed(1, day(1)))
      .then([]);
    const { status, lastOrder, unpaid, charge: open } = stateOf(paid);
    assert.deepEqual([status, lastOrder?.status, unpaid, open], ['active', 'paid', [], null]);
  });

  it('is charged again on the days of the plan, and then given up: the subscription pauses', () => {
    let history = given(charging())
      .when(paymentFailed(1, january))
      .then([failed(1, january, day(1))]);
    assert.equal(stateOf(history).status, 'past_due');
    given(history)
      .when(retry(day(0.9)))
      .then([]);
    for (const [attempt, at, next] of [
      [2, day(1), day(3)],
      [3, day(3), day(5)],
    ] as const) {
      history = given(history)
        .when(retry(at))
        .then([charge(attempt, at)]);
      given(history).when(retry(at)).then([]);
      history = given(history)
        .when(paymentFailed(1, at, `P${attempt}`))
        .then([failed(attempt, at, next)]);
    }
    history = after(history, retry(day(5)));
    history = given(history)
      .when(paymentFailed(1, day(5), 'P4'))
      .then([failed(4, day(5), null), givenUp('payment_failed', day(5)), paused(day(5))]);
    given(history)
      .when(retry(day(9)))
      .then([]);
    const ended = given(history)
      .when(orderCancelled(1, day(5), 'payment_failed'))
      .then([{ type: 'SubscriptionOrderCancelled', data: { ...id, reason: 'payment_failed', at: day(5) } }]);
    const { status, lastOrder, charge: open } = stateOf(ended);
    assert.deepEqual([status, lastOrder?.status, open], ['paused', 'cancelled', null]);
    assert.equal(stateOf(after(ended, resume(day(6)))).status, 'active');
  });

  it('ends the subscription after the last try, if the plan says so', () => {
    const last = { ...orderPlaced(1, january), plan: { retryAt: [], afterRetries: 'cancel' } } as const;
    given(after([], charged, placeNext(january), last))
      .when(paymentFailed(1, january))
      .then([
        failed(1, january, null),
        givenUp('payment_failed', january),
        {
          type: 'SubscriptionCancelled',
          data: { subscriptionId, reason: 'payment_failed', cancelledBy: 'process:subscriptions', at: january },
        },
      ]);
  });

  it('is charged once for all days that were slept through', () => {
    const late = given(pastDue())
      .when(retry(day(4)))
      .then([charge(2, day(4))]);
    given(late)
      .when(paymentFailed(1, day(4), 'P2'))
      .then([failed(2, day(4), day(5))]);
  });

  it('has failed once, however often it is recorded, and not by a try of its buyer’s', () => {
    given(pastDue()).when(paymentFailed(1, january)).then([]);
    given(pastDue())
      .when(paymentFailed(1, day(0.5), 'P2'))
      .then([]);
    given(after(pastDue(), retry(day(1))))
      .when(paymentFailed(1, day(1), 'P1'))
      .then([]);
    given(charging()).when(paymentFailed(2, january)).then([]);
  });

  it('may fail before there is a payment', () => {
    const refused = paymentFailed(1, january, null, 'card_declined');
    given(charging())
      .when(refused)
      .then([failed(1, january, day(1), null)]);
  });

  it('is paid by whomever: then nothing is past due any more', () => {
    const paid = after(pastDue(), orderPaid(1, day(2)));
    assert.deepEqual([stateOf(paid).status, stateOf(paid).charge], ['active', null]);
    given(paid)
      .when(retry(day(3)))
      .then([]);
  });

  it('holds up the next ones until it is paid, given up or cancelled', () => {
    const skipped = (facts: {
      lastDate: string;
      dates: number;
      nextOrderAt: string;
      at: string;
    }): SubscriptionEvent => ({
      type: 'SubscriptionOrdersSkipped',
      data: { subscriptionId, cause: 'unpaid', firstDate: february, ...facts },
    });
    given(pastDue())
      .when(placeNext(february))
      .then([skipped({ lastDate: february, dates: 1, nextOrderAt: march, at: february })]);
    given(charging())
      .when(placeNext(march))
      .then([skipped({ lastDate: march, dates: 2, nextOrderAt: noon('2027-04-30'), at: march })]);
    for (const end of [orderPaid(1, february), orderCancelled(1, february)]) {
      const [next] = given(after(pastDue(), end)).when(placeNext(february)).events();
      assert.equal(next?.type, 'SubscriptionOrderDue');
    }
    const [next] = given(after([], charged, placeNext(january), orderRefused(1, january)))
      .when(placeNext(february))
      .events();
    assert.equal(next?.type, 'SubscriptionOrderDue');
  });

  it('is given up by a subscriber who pauses or cancels while it is past due', () => {
    given(pastDue())
      .when(pause(day(1)))
      .then([givenUp('subscription_paused', day(1)), paused(day(1), 'c1')]);
    given(pastDue())
      .when(cancel(day(1)))
      .then([
        givenUp('subscription_cancelled', day(1)),
        {
          type: 'SubscriptionCancelled',
          data: { subscriptionId, reason: 'too much coffee', cancelledBy: 'c1', at: day(1) },
        },
      ]);
  });

  it('that is being charged when the subscriber leaves is charged that once', () => {
    for (const leave of [pause(january), cancel(january)]) {
      const left = after(charging(), leave);
      assert.equal(left.length, charging().length + 1);
      const over = given(left)
        .when(paymentFailed(1, january))
        .then([failed(1, january, null), givenUp('payment_failed', january)]);
      assert.equal(stateOf(over).status, stateOf(left).status);
    }
  });

  it('may be paid or over before its subscription hears that it was placed', () => {
    for (const [end, status] of [
      [orderPaid(1, january), 'paid'],
      [orderCancelled(1, january), 'cancelled'],
    ] as const) {
      const placed = after([], charged, placeNext(january), end, orderPlaced(1, january));
      assert.equal(placed.at(-1)?.type, 'SubscriptionOrderPlaced');
      const { lastOrder, charge: open } = stateOf(placed);
      assert.deepEqual([lastOrder?.status, lastOrder?.orderNumber, open], [status, 'ORD-2027-000001', null]);
    }
  });

  it('may be skipped for the next time while one is past due', () => {
    const state = stateOf(after(pastDue(), skip(day(1))));
    assert.deepEqual([state.status, state.nextOrderAt], ['past_due', march]);
  });
});

describe('another way to pay', () => {
  const other = { paymentMethod: 'paypal', paymentMethodId: 'vault_2' };
  const changed = (at: string, way: { paymentMethod: string; paymentMethodId?: string }): SubscriptionEvent => ({
    type: 'SubscriptionPaymentMethodChanged',
    data: { subscriptionId, ...way, changedBy: 'c1', at },
  });

  it('is charged at once for what is past due, and its failure waits for the plan’s next day', () => {
    const history = given(pastDue())
      .when(changeMethod(day(2), other))
      .then([changed(day(2), other), charge(2, day(2), other)]);
    given(history)
      .when(paymentFailed(1, day(2), 'P2'))
      .then([failed(2, day(2), day(3))]);
  });

  it('may be the same one: to be charged again now', () => {
    given(pastDue())
      .when(changeMethod(day(2), card))
      .then([changed(day(2), card), charge(2, day(2))]);
    given(charging())
      .when(changeMethod(day(2), card))
      .then([]);
  });

  it('is for the next charge while one is under way', () => {
    const history = given(charging())
      .when(changeMethod(january, other))
      .then([changed(january, other)]);
    given(after(history, paymentFailed(1, january)))
      .when(retry(day(1)))
      .then([charge(2, day(1), other)]);
  });

  it('may be none, unless an order is still to be charged', () => {
    const cash = { paymentMethod: 'cash' };
    for (const open of [charging(), pastDue()]) {
      given(open)
        .when(changeMethod(day(1), cash))
        .then({ kind: 'rule', code: 'stored_payment_method_required', details: { order_id: orderId(1) } });
    }
    const manual = given(after(charging(), orderPaid(1, january)))
      .when(changeMethod(day(1), cash))
      .then([changed(day(1), cash)]);
    const placed = after(manual, placeNext(february), orderPlaced(2, february));
    assert.deepEqual(
      placed.slice(-2).map(({ type }) => type),
      ['SubscriptionOrderDue', 'SubscriptionOrderPlaced'],
    );
  });
});

describe('the paymentWindow with an order of a subscription', () => {
  it('outlasts its plan by a day, and each charge may fail besides its buyer’s own tries', () => {
    const terms = { paymentRetryAttempts: 3, returnWindowDays: 30 };
    const charges = paymentWindowFor(plan, terms, { charged: true });
    assert.deepEqual(charges, { reservationMinutes: 6 * 1440, paymentRetryAttempts: 7 });
    const waits = paymentWindowFor(plan, terms, { charged: false });
    assert.deepEqual(waits, { reservationMinutes: 3 * 1440, paymentRetryAttempts: 3 });
    const once = paymentWindowFor({ ...plan, retryDays: [] }, terms, { charged: true });
    assert.deepEqual(once, { reservationMinutes: 1440, paymentRetryAttempts: 4 });
    assert.deepEqual(retryPlan(plan, january), { retryAt: [day(1), day(3), day(5)], afterRetries: 'pause' });
  });
});
