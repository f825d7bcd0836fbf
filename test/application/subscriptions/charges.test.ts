import assert from 'node:assert/strict';
import type { IssueCredit } from '../../../domain/credit/commands.ts';
import { addDays } from '../../../domain/shared/instant.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { usPolicy } from '../../support/policies.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { id, openFixture, start, withCard, type SubscriptionFixture } from './subscription-fixture.ts';

const total = 2750;

const shortly = async (fixture: SubscriptionFixture) => {
  const { status, charge, lastOrder } = await fixture.subscription();
  return { status, order: lastOrder?.status, attempt: charge?.attempt, nextRetryAt: charge?.nextRetryAt };
};

const paymentsOf = async (fixture: SubscriptionFixture, sequence = 1) =>
  (await fixture.order(sequence)).payments.map(({ status, captured }) => [status, captured] as const);

const withPolicy = (subscriptions: Partial<TenantPolicy['subscriptions']>): TenantPolicy => ({
  ...usPolicy,
  subscriptions: { ...usPolicy.subscriptions, ...subscriptions },
});

/** A subscription whose first order the gateway has just declined. */
const pastDue = async (parts: Parameters<typeof openFixture>[0] = {}): Promise<SubscriptionFixture> => {
  const fixture = openFixture(parts);
  fixture.gateway.atOnce = 'decline';
  accepted(await fixture.subscribe(withCard));
  await fixture.work(2);
  return fixture;
};

describe('the orders of a subscription with a card', () => {
  it('are charged as soon as they are placed, each once, however often events are handled', async () => {
    const fixture = openFixture();
    fixture.gateway.atOnce = 'confirm';
    accepted(await fixture.subscribe(withCard));
    await fixture.days(50, 3);
    await fixture.deliver();
    assert.deepEqual(fixture.ledger(), [
      ['capture', total],
      ['capture', total],
    ]);
    for (const sequence of [1, 2]) {
      const { status, paymentMethod, payments } = await fixture.order(sequence);
      assert.deepEqual(
        [status, paymentMethod, payments.map(({ method, reference, captured }) => [method, reference, captured])],
        ['confirmed', 'scripted', [['scripted', 'tok_1', total]]],
      );
    }
    assert.deepEqual(await shortly(fixture), {
      status: 'active',
      order: 'paid',
      attempt: undefined,
      nextRetryAt: undefined,
    });
  });

  it('are charged again on the days of the policy, as long as their goods are held; then order and subscription end', async () => {
    const fixture = await pastDue();
    assert.deepEqual(await shortly(fixture), {
      status: 'past_due',
      order: 'placed',
      attempt: 1,
      nextRetryAt: addDays(start, 1),
    });
    const { terms, reservationExpiresAt } = await fixture.order();
    assert.deepEqual([terms.paymentRetryAttempts, reservationExpiresAt], [7, addDays(start, 6)]);
    await fixture.days(9, 2);
    const failures = fixture.store.all().filter(({ type }) => type === 'SubscriptionPaymentFailed');
    assert.deepEqual(
      failures.map(({ data }) => (data as { at: string }).at),
      [0, 1, 3, 5].map((days) => addDays(start, days)),
    );
    assert.deepEqual(await shortly(fixture), {
      status: 'paused',
      order: 'cancelled',
      attempt: undefined,
      nextRetryAt: undefined,
    });
    const { status, payments } = await fixture.order();
    assert.deepEqual([status, payments.length, fixture.ledger()], ['cancelled', 4, []]);
    assert.deepEqual(fixture.deadlines.rows, []);
  });

  it('end the subscription, if the policy says so', async () => {
    const fixture = await pastDue({ policy: withPolicy({ retryDays: [], afterRetries: 'cancel' }) });
    const { status, order } = await shortly(fixture);
    assert.deepEqual([status, order, (await fixture.order()).status], ['cancelled', 'cancelled', 'cancelled']);
  });

  it('are paid on a later day, and come again on their dates', async () => {
    const fixture = await pastDue();
    fixture.clock.advance(24 * 60);
    fixture.gateway.atOnce = 'confirm';
    await fixture.work(2);
    assert.deepEqual(
      [await paymentsOf(fixture), (await fixture.subscription()).status],
      [
        [
          ['failed', 0],
          ['captured', total],
        ],
        'active',
      ],
    );
    await fixture.days(30);
    assert.deepEqual(
      fixture.orders().map(({ at }) => at.slice(0, 10)),
      ['2027-01-31', '2027-02-28'],
    );
  });

  it('hold up the next ones', async () => {
    const daily = openFixture();
    daily.gateway.atOnce = 'decline';
    accepted(await daily.subscribe({ ...withCard, interval: { unit: 'day', count: 1 } }));
    await daily.days(5);
    daily.gateway.atOnce = 'confirm';
    await daily.days(2);
    const skipped = daily.store.all().filter(({ type }) => type === 'SubscriptionOrdersSkipped');
    assert.deepEqual(
      skipped.map(({ data }) => (data as { cause: string; dates: number }).cause),
      ['unpaid', 'unpaid', 'unpaid', 'unpaid', 'unpaid'],
    );
    assert.deepEqual(
      daily.orders().map(({ at }) => at),
      [start, addDays(start, 6)],
    );
    assert.deepEqual(daily.ledger(), [
      ['capture', total],
      ['capture', total],
    ]);
  });

  it('are charged at once to a new card', async () => {
    const fixture = await pastDue();
    fixture.gateway.atOnce = 'confirm';
    const way = { paymentMethod: 'scripted', paymentMethodId: 'tok_2' };
    accepted(await fixture.engine.subscriptions.changePaymentMethod(contextFor('card', fixture.at()), id, way));
    await fixture.work(2);
    const { status, payments } = await fixture.order();
    assert.deepEqual(
      [status, payments.map(({ reference }) => reference), fixture.ledger()],
      ['confirmed', ['tok_1', 'tok_2'], [['capture', total]]],
    );
    assert.equal((await fixture.subscription()).status, 'active');
  });

  it('are cancelled with a subscription that ends or pauses past due', async () => {
    for (const leave of ['pause', 'cancel'] as const) {
      const fixture = await pastDue();
      const { subscriptions } = fixture.engine;
      const context = contextFor(leave, fixture.at());
      accepted(
        leave === 'pause'
          ? await subscriptions.pause(context, id)
          : await subscriptions.cancel(context, id, { reason: 'enough' }),
      );
      await fixture.days(8, 2);
      const { status, payments } = await fixture.order();
      assert.deepEqual([status, payments.length], ['cancelled', 1]);
    }
  });

  it('that were paid at the last moment stand', async () => {
    const fixture = await pastDue();
    accepted(await fixture.engine.subscriptions.cancel(contextFor('cancel', fixture.at()), id, { reason: 'enough' }));
    const payment = { method: 'cash', methodId: null, amount: total, currency: 'USD' } as const;
    accepted(await fixture.engine.orders.pay(contextFor('pay', fixture.at()), `${id}-O1`, payment));
    await fixture.work(2);
    assert.equal((await fixture.order()).status, 'confirmed');
    assert.equal((await fixture.subscription()).lastOrder?.status, 'paid');
  });

  it('may be paid by their buyers meanwhile, whose own failures change nothing', async () => {
    const fixture = await pastDue();
    const payment = { method: 'scripted', methodId: 'tok_mine', amount: total, currency: 'USD' } as const;
    accepted(await fixture.engine.orders.pay(contextFor('try', fixture.at()), `${id}-O1`, payment));
    await fixture.work(2);
    assert.deepEqual((await shortly(fixture)).nextRetryAt, addDays(start, 1));
    fixture.gateway.atOnce = 'confirm';
    accepted(await fixture.engine.orders.pay(contextFor('again', fixture.at()), `${id}-O1`, payment));
    await fixture.days(6, 2);
    assert.deepEqual([(await fixture.subscription()).status, fixture.ledger()], ['active', [['capture', total]]]);
  });

  it('fail without a payment where none can be made', async () => {
    const fixture = await pastDue();
    const payment = { method: 'scripted', methodId: 'tok_mine', amount: total, currency: 'USD' } as const;
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      accepted(await fixture.engine.orders.pay(contextFor(`try ${attempt}`, fixture.at()), `${id}-O1`, payment));
    }
    await fixture.work(2);
    fixture.clock.advance(24 * 60);
    await fixture.work(2);
    const { charge } = await fixture.subscription();
    assert.deepEqual([charge?.attempt, charge?.reason], [2, 'payment_attempts_exhausted']);
  });

  it('are charged to a way to pay that is configured again', async () => {
    const fixture = await pastDue();
    fixture.gateway.outage = 'before';
    fixture.clock.advance(24 * 60);
    await assert.rejects(fixture.work(), { name: 'ServiceUnavailableError' });
    fixture.gateway.outage = 'none';
    fixture.gateway.atOnce = 'confirm';
    await fixture.work(2);
    assert.deepEqual(await paymentsOf(fixture), [
      ['failed', 0],
      ['captured', total],
    ]);
  });
});

describe('a charge that waits for its payer', () => {
  const waiting = async (): Promise<SubscriptionFixture> => {
    const fixture = openFixture();
    accepted(await fixture.subscribe(withCard));
    await fixture.work(2);
    assert.deepEqual((await shortly(fixture)).status, 'active');
    return fixture;
  };

  it('has failed after a while, is given up at the gateway, and tried again on the plan’s day', async () => {
    const fixture = await waiting();
    fixture.clock.advance(60);
    await fixture.work(2);
    const { charge, status } = await fixture.subscription();
    assert.deepEqual([status, charge?.reason, charge?.nextRetryAt], ['past_due', 'timed_out', addDays(start, 1)]);
    assert.deepEqual(fixture.ledger(), [['void', total]]);
    fixture.gateway.atOnce = 'confirm';
    await fixture.days(3, 2);
    assert.deepEqual(fixture.ledger(), [
      ['void', total],
      ['capture', total],
    ]);
  });

  it('may be confirmed by its payer until then', async () => {
    const fixture = await waiting();
    fixture.gateway.confirm(`${id}-O1.P1`);
    await fixture.deliver();
    await fixture.work(2);
    assert.deepEqual(
      [await shortly(fixture), (await fixture.order()).status],
      [{ status: 'active', order: 'paid', attempt: undefined, nextRetryAt: undefined }, 'confirmed'],
    );
  });

  it('pays once, though it succeeds after the next one did', async () => {
    const fixture = await waiting();
    const first = `${id}-O1.P1`;
    fixture.gateway.fail(first, 'authentication_required');
    await fixture.deliver();
    await fixture.work(2);
    assert.deepEqual((await fixture.subscription()).charge?.reason, 'authentication_required');
    fixture.gateway.atOnce = 'confirm';
    fixture.clock.advance(24 * 60);
    await fixture.work(2);
    fixture.gateway.confirm(first);
    await fixture.deliver();
    await fixture.work(2);
    assert.deepEqual(fixture.ledger(), [
      ['capture', total],
      ['capture', total],
      ['refund', total],
    ]);
    assert.equal((await fixture.subscription()).status, 'active');
  });

  it('has failed if it was voided at the gateway', async () => {
    const fixture = await waiting();
    fixture.gateway.force(`${id}-O1.P1`, { status: 'voided' });
    fixture.gateway.send([fixture.gateway.report(`${id}-O1.P1`, { status: 'voided' })]);
    await fixture.deliver();
    await fixture.work(2);
    assert.deepEqual((await fixture.subscription()).charge?.reason, 'voided');
  });
});

describe('other ways to pay a subscription', () => {
  it('are its buyer’s, who has days for it', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    await fixture.work();
    const { reservationExpiresAt, terms } = await fixture.order();
    assert.deepEqual([reservationExpiresAt, terms.paymentRetryAttempts], [addDays(start, 3), 3]);
    fixture.clock.advance(24 * 60);
    const payment = { method: 'cash', methodId: null, amount: total, currency: 'USD' } as const;
    accepted(await fixture.engine.orders.pay(contextFor('pay', fixture.at()), `${id}-O1`, payment));
    await fixture.work();
    assert.deepEqual(
      [(await fixture.subscription()).lastOrder?.status, (await fixture.order()).status],
      ['paid', 'confirmed'],
    );
  });

  it('include store credit, as long as there is enough', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe({ paymentMethod: 'store_credit' }));
    await fixture.work(2);
    const { paymentMethodId, charge } = await fixture.subscription();
    assert.deepEqual([paymentMethodId, charge?.reason], ['USD.customer.c1', 'credit_not_found']);
    const issued: IssueCredit = {
      type: 'IssueCredit',
      creditAccountId: 'USD.customer.c1',
      customerId: 'c1',
      currency: 'USD',
      creditId: 'gift',
      amount: 3000,
      orderId: 'other',
      returnId: null,
      at: fixture.clock.now(),
    };
    accepted(await fixture.handlers.credit.handle('USD.customer.c1', contextFor('gift', fixture.at()), issued));
    fixture.clock.advance(24 * 60);
    await fixture.work(2);
    assert.deepEqual((await paymentsOf(fixture)).at(-1), ['captured', total]);
  });

  it('cannot be stored where staff take the money, nor be a card number', async () => {
    const fixture = openFixture();
    const codes = async (way: { paymentMethod: string; paymentMethodId: string }) =>
      refused(await fixture.subscribe(way)).code;
    assert.equal(await codes({ paymentMethod: 'cash', paymentMethodId: 'tok' }), 'payment_method_not_stored');
    assert.equal(await codes({ ...withCard, paymentMethodId: '4242 4242 4242 4242' }), 'card_number_refused');
    assert.equal(await codes({ paymentMethod: 'barter', paymentMethodId: 'tok' }), 'payment_method_unavailable');
    const change = await fixture.engine.subscriptions.changePaymentMethod(contextFor('change'), id, withCard);
    assert.deepEqual(refused(change), { kind: 'not_found', code: 'subscription_not_found' });
  });
});

describe('the prices of a subscription', () => {
  it('stay as they were promised, shipping included, at the tax of the day', async () => {
    const [methods, rates] = [{ standard: 500 }, { standard: 100_000 }];
    const shipping = { ...usPolicy.shipping, methods };
    const fixture = openFixture({ policy: { ...usPolicy, shipping, tax: { mode: 'exclusive', rates } } });
    accepted(await fixture.subscribe({ pricing: 'frozen' }));
    await fixture.days(20);
    fixture.prices.unitPrice = 9000;
    methods.standard = 4000;
    rates.standard = 200_000;
    await fixture.days(20);
    assert.deepEqual(
      fixture.orders().map(({ quote }) => [quote.lines[0]?.unitPrice, quote.shipping?.cost, quote.totals.total]),
      [
        [1000, 500, 2750],
        [1000, 500, 3000],
      ],
    );
  });

  it('are of no use for what is not sold any more: that date has no order, and the next is tried', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe({ ...withCard, pricing: 'frozen' }));
    fixture.gateway.atOnce = 'confirm';
    fixture.prices.active = false;
    await fixture.work();
    const { lastOrder, status } = await fixture.subscription();
    assert.deepEqual([lastOrder?.refusalCode, status, fixture.ledger()], ['variant_not_found', 'active', []]);
    fixture.prices.active = true;
    await fixture.days(29);
    assert.deepEqual(
      fixture.orders().map(({ orderId }) => orderId),
      [`${id}-O2`],
    );
  });

  it('of no stock are no charge', async () => {
    const fixture = openFixture({ inventory: new InMemoryInventory({ v1: 1000 }) });
    fixture.gateway.atOnce = 'confirm';
    accepted(await fixture.subscribe(withCard));
    await fixture.work(2);
    assert.deepEqual(
      [(await fixture.subscription()).lastOrder?.refusalCode, fixture.ledger()],
      ['insufficient_stock', []],
    );
  });
});
