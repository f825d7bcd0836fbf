import assert from 'node:assert/strict';
import type { IssueCredit } from '../../../domain/credit/commands.ts';
import { addDays } from '../../../domain/shared/instant.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, refused } from '../../support/engine-fixture.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { usPolicy } from '../../support/port-doubles.ts';
import { id, openBed, start, withCard, type SubscriptionBed } from './subscription-fixture.ts';

const total = 2750;

const shortly = async (bed: SubscriptionBed) => {
  const { status, charge, lastOrder } = await bed.subscription();
  return { status, order: lastOrder?.status, attempt: charge?.attempt, nextRetryAt: charge?.nextRetryAt };
};

const paymentsOf = async (bed: SubscriptionBed, sequence = 1) =>
  (await bed.order(sequence)).payments.map(({ status, captured }) => [status, captured] as const);

const withPolicy = (subscriptions: Partial<TenantPolicy['subscriptions']>): TenantPolicy => ({
  ...usPolicy,
  subscriptions: { ...usPolicy.subscriptions, ...subscriptions },
});

/** A subscription whose first order the gateway has just declined. */
const pastDue = async (parts: Parameters<typeof openBed>[0] = {}): Promise<SubscriptionBed> => {
  const bed = openBed(parts);
  bed.gateway.atOnce = 'decline';
  accepted(await bed.subscribe(withCard));
  await bed.work(2);
  return bed;
};

describe('the orders of a subscription with a card', () => {
  it('are charged as soon as they are placed, each once, however often events are handled', async () => {
    const bed = openBed();
    bed.gateway.atOnce = 'confirm';
    accepted(await bed.subscribe(withCard));
    await bed.days(50, 3);
    await bed.deliver();
    assert.deepEqual(bed.ledger(), [
      ['capture', total],
      ['capture', total],
    ]);
    for (const sequence of [1, 2]) {
      const { status, paymentMethod, payments } = await bed.order(sequence);
      assert.deepEqual(
        [status, paymentMethod, payments.map(({ method, reference, captured }) => [method, reference, captured])],
        ['confirmed', 'scripted', [['scripted', 'tok_1', total]]],
      );
    }
    assert.deepEqual(await shortly(bed), {
      status: 'active',
      order: 'paid',
      attempt: undefined,
      nextRetryAt: undefined,
    });
  });

  it('are charged again on the days of the policy, as long as their goods are held; then order and subscription end', async () => {
    const bed = await pastDue();
    assert.deepEqual(await shortly(bed), {
      status: 'past_due',
      order: 'placed',
      attempt: 1,
      nextRetryAt: addDays(start, 1),
    });
    const { terms, reservationExpiresAt } = await bed.order();
    assert.deepEqual([terms.paymentRetryAttempts, reservationExpiresAt], [7, addDays(start, 6)]);
    await bed.days(9, 2);
    const failures = bed.store.all().filter(({ type }) => type === 'SubscriptionPaymentFailed');
    assert.deepEqual(
      failures.map(({ data }) => (data as { at: string }).at),
      [0, 1, 3, 5].map((days) => addDays(start, days)),
    );
    assert.deepEqual(await shortly(bed), {
      status: 'paused',
      order: 'cancelled',
      attempt: undefined,
      nextRetryAt: undefined,
    });
    const { status, payments } = await bed.order();
    assert.deepEqual([status, payments.length, bed.ledger()], ['cancelled', 4, []]);
    assert.deepEqual(bed.deadlines.rows, []);
  });

  it('end the subscription, if the policy says so', async () => {
    const bed = await pastDue({ policy: withPolicy({ retryDays: [], afterRetries: 'cancel' }) });
    const { status, order } = await shortly(bed);
    assert.deepEqual([status, order, (await bed.order()).status], ['cancelled', 'cancelled', 'cancelled']);
  });

  it('are paid on a later day, and come again on their dates', async () => {
    const bed = await pastDue();
    bed.clock.advance(24 * 60);
    bed.gateway.atOnce = 'confirm';
    await bed.work(2);
    assert.deepEqual(
      [await paymentsOf(bed), (await bed.subscription()).status],
      [
        [
          ['failed', 0],
          ['captured', total],
        ],
        'active',
      ],
    );
    await bed.days(30);
    assert.deepEqual(
      bed.orders().map(({ at }) => at.slice(0, 10)),
      ['2027-01-31', '2027-02-28'],
    );
  });

  it('hold up the next ones', async () => {
    const daily = openBed();
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
    const bed = await pastDue();
    bed.gateway.atOnce = 'confirm';
    const way = { paymentMethod: 'scripted', paymentMethodId: 'tok_2' };
    accepted(await bed.engine.subscriptions.changePaymentMethod(contextFor('card', bed.at()), id, way));
    await bed.work(2);
    const { status, payments } = await bed.order();
    assert.deepEqual(
      [status, payments.map(({ reference }) => reference), bed.ledger()],
      ['confirmed', ['tok_1', 'tok_2'], [['capture', total]]],
    );
    assert.equal((await bed.subscription()).status, 'active');
  });

  it('are cancelled with a subscription that ends or pauses past due', async () => {
    for (const leave of ['pause', 'cancel'] as const) {
      const bed = await pastDue();
      const { subscriptions } = bed.engine;
      const context = contextFor(leave, bed.at());
      accepted(
        leave === 'pause'
          ? await subscriptions.pause(context, id)
          : await subscriptions.cancel(context, id, { reason: 'enough' }),
      );
      await bed.days(8, 2);
      const { status, payments } = await bed.order();
      assert.deepEqual([status, payments.length], ['cancelled', 1]);
    }
  });

  it('that were paid at the last moment stand', async () => {
    const bed = await pastDue();
    accepted(await bed.engine.subscriptions.cancel(contextFor('cancel', bed.at()), id, { reason: 'enough' }));
    const payment = { method: 'cash', methodId: null, amount: total, currency: 'USD' } as const;
    accepted(await bed.engine.orders.pay(contextFor('pay', bed.at()), `${id}-O1`, payment));
    await bed.work(2);
    assert.equal((await bed.order()).status, 'confirmed');
    assert.equal((await bed.subscription()).lastOrder?.status, 'paid');
  });

  it('may be paid by their buyers meanwhile, whose own failures change nothing', async () => {
    const bed = await pastDue();
    const payment = { method: 'scripted', methodId: 'tok_mine', amount: total, currency: 'USD' } as const;
    accepted(await bed.engine.orders.pay(contextFor('try', bed.at()), `${id}-O1`, payment));
    await bed.work(2);
    assert.deepEqual((await shortly(bed)).nextRetryAt, addDays(start, 1));
    bed.gateway.atOnce = 'confirm';
    accepted(await bed.engine.orders.pay(contextFor('again', bed.at()), `${id}-O1`, payment));
    await bed.days(6, 2);
    assert.deepEqual([(await bed.subscription()).status, bed.ledger()], ['active', [['capture', total]]]);
  });

  it('fail without a payment where none can be made', async () => {
    const bed = await pastDue();
    const payment = { method: 'scripted', methodId: 'tok_mine', amount: total, currency: 'USD' } as const;
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      accepted(await bed.engine.orders.pay(contextFor(`try ${attempt}`, bed.at()), `${id}-O1`, payment));
    }
    await bed.work(2);
    bed.clock.advance(24 * 60);
    await bed.work(2);
    const { charge } = await bed.subscription();
    assert.deepEqual([charge?.attempt, charge?.reason], [2, 'payment_attempts_exhausted']);
  });

  it('are charged to a way to pay that is configured again', async () => {
    const bed = await pastDue();
    bed.gateway.outage = 'before';
    bed.clock.advance(24 * 60);
    await assert.rejects(bed.work(), { name: 'ServiceUnavailableError' });
    bed.gateway.outage = 'none';
    bed.gateway.atOnce = 'confirm';
    await bed.work(2);
    assert.deepEqual(await paymentsOf(bed), [
      ['failed', 0],
      ['captured', total],
    ]);
  });
});

describe('a charge that waits for its payer', () => {
  const waiting = async (): Promise<SubscriptionBed> => {
    const bed = openBed();
    accepted(await bed.subscribe(withCard));
    await bed.work(2);
    assert.deepEqual((await shortly(bed)).status, 'active');
    return bed;
  };

  it('has failed after a while, is given up at the gateway, and tried again on the plan’s day', async () => {
    const bed = await waiting();
    bed.clock.advance(60);
    await bed.work(2);
    const { charge, status } = await bed.subscription();
    assert.deepEqual([status, charge?.reason, charge?.nextRetryAt], ['past_due', 'timed_out', addDays(start, 1)]);
    assert.deepEqual(bed.ledger(), [['void', total]]);
    bed.gateway.atOnce = 'confirm';
    await bed.days(3, 2);
    assert.deepEqual(bed.ledger(), [
      ['void', total],
      ['capture', total],
    ]);
  });

  it('may be confirmed by its payer until then', async () => {
    const bed = await waiting();
    bed.gateway.confirm(`${id}-O1.P1`);
    await bed.deliver();
    await bed.work(2);
    assert.deepEqual(
      [await shortly(bed), (await bed.order()).status],
      [{ status: 'active', order: 'paid', attempt: undefined, nextRetryAt: undefined }, 'confirmed'],
    );
  });

  it('pays once, though it succeeds after the next one did', async () => {
    const bed = await waiting();
    const first = `${id}-O1.P1`;
    bed.gateway.fail(first, 'authentication_required');
    await bed.deliver();
    await bed.work(2);
    assert.deepEqual((await bed.subscription()).charge?.reason, 'authentication_required');
    bed.gateway.atOnce = 'confirm';
    bed.clock.advance(24 * 60);
    await bed.work(2);
    bed.gateway.confirm(first);
    await bed.deliver();
    await bed.work(2);
    assert.deepEqual(bed.ledger(), [
      ['capture', total],
      ['capture', total],
      ['refund', total],
    ]);
    assert.equal((await bed.subscription()).status, 'active');
  });

  it('has failed if it was voided at the gateway', async () => {
    const bed = await waiting();
    bed.gateway.force(`${id}-O1.P1`, { status: 'voided' });
    bed.gateway.send([bed.gateway.report(`${id}-O1.P1`, { status: 'voided' })]);
    await bed.deliver();
    await bed.work(2);
    assert.deepEqual((await bed.subscription()).charge?.reason, 'voided');
  });
});

describe('other ways to pay a subscription', () => {
  it('are its buyer’s, who has days for it', async () => {
    const bed = openBed();
    accepted(await bed.subscribe());
    await bed.work();
    const { reservationExpiresAt, terms } = await bed.order();
    assert.deepEqual([reservationExpiresAt, terms.paymentRetryAttempts], [addDays(start, 3), 3]);
    bed.clock.advance(24 * 60);
    const payment = { method: 'cash', methodId: null, amount: total, currency: 'USD' } as const;
    accepted(await bed.engine.orders.pay(contextFor('pay', bed.at()), `${id}-O1`, payment));
    await bed.work();
    assert.deepEqual([(await bed.subscription()).lastOrder?.status, (await bed.order()).status], ['paid', 'confirmed']);
  });

  it('include store credit, as long as there is enough', async () => {
    const bed = openBed();
    accepted(await bed.subscribe({ paymentMethod: 'store_credit' }));
    await bed.work(2);
    const { paymentMethodId, charge } = await bed.subscription();
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
      at: bed.clock.now(),
    };
    accepted(await bed.handlers.credit.handle('USD.customer.c1', contextFor('gift', bed.at()), issued));
    bed.clock.advance(24 * 60);
    await bed.work(2);
    assert.deepEqual((await paymentsOf(bed)).at(-1), ['captured', total]);
  });

  it('cannot be stored where staff take the money, nor be a card number', async () => {
    const bed = openBed();
    const codes = async (way: { paymentMethod: string; paymentMethodId: string }) =>
      refused(await bed.subscribe(way)).code;
    assert.equal(await codes({ paymentMethod: 'cash', paymentMethodId: 'tok' }), 'payment_method_not_stored');
    assert.equal(await codes({ ...withCard, paymentMethodId: '4242 4242 4242 4242' }), 'card_number_refused');
    assert.equal(await codes({ paymentMethod: 'barter', paymentMethodId: 'tok' }), 'payment_method_unavailable');
    const change = await bed.engine.subscriptions.changePaymentMethod(contextFor('change'), id, withCard);
    assert.deepEqual(refused(change), { kind: 'not_found', code: 'subscription_not_found' });
  });
});

describe('the prices of a subscription', () => {
  it('stay as they were promised, shipping included, at the tax of the day', async () => {
    const [methods, rates] = [{ standard: 500 }, { standard: 100_000 }];
    const shipping = { ...usPolicy.shipping, methods };
    const bed = openBed({ policy: { ...usPolicy, shipping, tax: { mode: 'exclusive', rates } } });
    accepted(await bed.subscribe({ pricing: 'frozen' }));
    await bed.days(20);
    bed.prices.unitPrice = 9000;
    methods.standard = 4000;
    rates.standard = 200_000;
    await bed.days(20);
    assert.deepEqual(
      bed.orders().map(({ quote }) => [quote.lines[0]?.unitPrice, quote.shipping?.cost, quote.totals.total]),
      [
        [1000, 500, 2750],
        [1000, 500, 3000],
      ],
    );
  });

  it('are of no use for what is not sold any more: that date has no order, and the next is tried', async () => {
    const bed = openBed();
    accepted(await bed.subscribe({ ...withCard, pricing: 'frozen' }));
    bed.gateway.atOnce = 'confirm';
    bed.prices.active = false;
    await bed.work();
    const { lastOrder, status } = await bed.subscription();
    assert.deepEqual([lastOrder?.refusalCode, status, bed.ledger()], ['variant_not_found', 'active', []]);
    bed.prices.active = true;
    await bed.days(29);
    assert.deepEqual(
      bed.orders().map(({ orderId }) => orderId),
      [`${id}-O2`],
    );
  });

  it('of no stock are no charge', async () => {
    const bed = openBed({ inventory: new InMemoryInventory({ v1: 1000 }) });
    bed.gateway.atOnce = 'confirm';
    accepted(await bed.subscribe(withCard));
    await bed.work(2);
    assert.deepEqual([(await bed.subscription()).lastOrder?.refusalCode, bed.ledger()], ['insufficient_stock', []]);
  });
});
