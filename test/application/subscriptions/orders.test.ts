import assert from 'node:assert/strict';
import { deterministicId } from '../../../application/commands/ids.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { runDueDeadlines } from '../../../application/reactor/run-deadlines.ts';
import { carryOutSubscriptions } from '../../../application/subscriptions/carry-out-subscriptions.ts';
import { addDays } from '../../../domain/shared/instant.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import type { Meddling } from '../../support/meddling-event-store.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { accepted, testEngine } from '../../support/test-engine.ts';
import { coffee, id, openFixture, start } from './subscription-fixture.ts';

describe('the orders of a subscription', () => {
  it('are placed at their dates for months, at the day’s prices, each with a number of its own', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    for (let day = 0; day < 120; day += 1) {
      if (day === 40) fixture.prices.unitPrice = 1500;
      await fixture.work(2);
      fixture.clock.advance(24 * 60);
    }
    const dates = ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'];
    assert.deepEqual(
      fixture.orders().map(({ at, orderId, orderNumber }) => [at, orderId, orderNumber]),
      dates.map((date, index) => [`${date}T12:00:00.000Z`, `${id}-O${index + 1}`, `ORD-2027-00000${index + 1}`]),
    );
    assert.deepEqual(
      fixture
        .orders()
        .map(({ orderType, customerId, personal, quote }) => [orderType, customerId, personal, quote.totals.total]),
      [2750, 2750, 3850, 3850].map((total) => ['subscription', 'c1', coffee.personal, total]),
    );
    const { ordersCount, lastOrder } = accepted(
      await fixture.engine.subscriptions.pause(contextFor('pause', fixture.at()), id),
    );
    assert.deepEqual(
      [ordersCount, lastOrder?.status, lastOrder?.orderNumber, lastOrder?.orderId],
      [4, 'cancelled', 'ORD-2027-000004', `${id}-O4`],
    );
  });

  it('are one after a long sleep, and go on with the next date', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    fixture.clock.advance(100 * 24 * 60);
    await fixture.work();
    await fixture.work();
    assert.deepEqual(
      fixture.orders().map(({ at, orderId }) => [at, orderId]),
      [[addDays(start, 100), `${id}-O1`]],
    );
    assert.deepEqual(fixture.types(), [
      'SubscriptionStarted',
      'SubscriptionOrdersSkipped',
      'SubscriptionOrderDue',
      'OrderPlaced',
      'SubscriptionOrderPlaced',
    ]);
    const [next] = fixture.deadlines.rows.filter(({ kind }) => kind === 'subscription_order');
    assert.equal(next?.dueAt, '2027-05-31T12:00:00.000Z');
  });

  it('follow from their events: who asked for them, and under which command', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    await fixture.work();
    const cause = fixture.event('SubscriptionOrderDue');
    for (const type of ['OrderPlaced', 'SubscriptionOrderPlaced']) {
      const { command_id, causation_id, correlation_id, actor } = fixture.event(type).metadata;
      assert.deepEqual(
        [command_id, causation_id, correlation_id, actor],
        [
          deterministicId(cause.id, 'subscriptions'),
          cause.id,
          cause.metadata.correlation_id,
          { subject: 'process:subscriptions', role: 'process' },
        ],
      );
    }
  });

  it('that are refused are remembered so, and not tried again when stock has come', async () => {
    const inventory = new InMemoryInventory({ v1: 1000 });
    const fixture = openFixture({ inventory });
    accepted(await fixture.subscribe());
    await fixture.work();
    inventory.take('v1', -100_000);
    await fixture.place(fixture.event('SubscriptionOrderDue'));
    assert.deepEqual(fixture.types(), ['SubscriptionStarted', 'SubscriptionOrderDue', 'SubscriptionOrderRefused']);
    const { lastOrder } = accepted(await fixture.engine.subscriptions.pause(contextFor('pause'), id));
    assert.deepEqual([lastOrder?.status, lastOrder?.refusalCode], ['refused', 'insufficient_stock']);
  });

  it('wait for a service that is away', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    fixture.inventory.outage = 'before';
    await assert.rejects(fixture.work(), ServiceUnavailableError);
    assert.deepEqual(fixture.types(), ['SubscriptionStarted', 'SubscriptionOrderDue']);
    fixture.inventory.outage = 'none';
    await fixture.work();
    assert.deepEqual(fixture.types().slice(2), ['OrderPlaced', 'SubscriptionOrderPlaced']);
  });

  it('are told to their subscription after a crash in between, with the number that they have', async () => {
    const meddling: Meddling = {};
    const fixture = openFixture({ meddling });
    accepted(await fixture.subscribe());
    meddling.beforeAppend = (_stream, [event]) =>
      event?.type === 'SubscriptionOrderPlaced' ? Promise.reject(new Error('crash')) : Promise.resolve();
    await assert.rejects(fixture.work(), /crash/);
    assert.deepEqual(fixture.types().slice(2), ['OrderPlaced']);
    delete meddling.beforeAppend;
    await fixture.work(3);
    assert.deepEqual(fixture.types().slice(2), ['OrderPlaced', 'SubscriptionOrderPlaced']);
    const { orderNumber } = fixture.event('SubscriptionOrderPlaced').data as { orderNumber: string };
    assert.deepEqual([orderNumber, fixture.orderNumbers.given], ['ORD-2027-000001', 1]);
  });

  it('are placed once by two processes at once', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    fixture.deadlines.follow(fixture.store);
    await runDueDeadlines({ ...fixture, log: new MemoryLog() });
    const other = testEngine({ store: fixture.store, inventory: fixture.inventory, process: 1 });
    const due = fixture.event('SubscriptionOrderDue');
    await Promise.all([fixture.place(due), carryOutSubscriptions({ ...other, clock: fixture.clock })(due)]);
    assert.deepEqual(fixture.types().slice(2), ['OrderPlaced', 'SubscriptionOrderPlaced']);
  });

  it('come again if the order is fought over', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    const contended = carryOutSubscriptions({
      ...fixture,
      engine: {
        orders: {
          ...fixture.engine.orders,
          place: () =>
            Promise.resolve({
              ok: false,
              rejection: { kind: 'stale_version', code: 'too_much_contention', message: 'again' },
            }),
        },
      },
    });
    fixture.deadlines.follow(fixture.store);
    await runDueDeadlines({ ...fixture, log: new MemoryLog() });
    await assert.rejects(contended(fixture.event('SubscriptionOrderDue')), /too_much_contention/);
    await fixture.work();
    assert.deepEqual(fixture.types().slice(2), ['OrderPlaced', 'SubscriptionOrderPlaced']);
  });

  it('leave other events alone', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    await fixture.place(fixture.event('SubscriptionStarted'));
    assert.deepEqual(fixture.types(), ['SubscriptionStarted']);
  });

  it('come when they are wanted: skipped, paused, resumed, until it ends', async () => {
    const fixture = openFixture();
    const { subscriptions } = fixture.engine;
    accepted(await fixture.subscribe());
    const until = async (date: string): Promise<void> => {
      while (fixture.clock.now() < `${date}T12:00:00.000Z`) {
        await fixture.work();
        fixture.clock.advance(24 * 60);
      }
    };
    await until('2027-02-10');
    accepted(await subscriptions.skip(contextFor('skip', fixture.at()), id));
    await until('2027-04-10');
    accepted(await subscriptions.pause(contextFor('pause', fixture.at()), id));
    await until('2027-06-10');
    accepted(await subscriptions.resume(contextFor('resume', fixture.at()), id));
    await until('2027-08-10');
    accepted(await subscriptions.cancel(contextFor('cancel', fixture.at()), id, { reason: 'enough' }));
    await until('2027-10-10');
    assert.deepEqual(
      fixture.orders().map(({ at }) => at.slice(0, 10)),
      ['2027-01-31', '2027-03-31', '2027-06-30', '2027-07-31'],
    );
  });
});
