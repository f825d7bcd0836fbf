import assert from 'node:assert/strict';
import { deterministicId } from '../../../application/commands/deterministic-id.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { runDueDeadlines } from '../../../application/reactor/run-deadlines.ts';
import { carryOutSubscriptions } from '../../../application/subscriptions/carry-out-subscriptions.ts';
import { addDays } from '../../../domain/shared/instant.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, engineBed } from '../../support/engine-fixture.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import type { Meddling } from '../../support/meddling-event-store.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { coffee, id, openBed, start } from './subscription-fixture.ts';

describe('the orders of a subscription', () => {
  it('are placed at their dates for months, at the day’s prices, each with a number of its own', async () => {
    const bed = openBed();
    accepted(await bed.subscribe());
    for (let day = 0; day < 120; day += 1) {
      if (day === 40) bed.prices.unitPrice = 1500;
      await bed.work(2);
      bed.clock.advance(24 * 60);
    }
    const dates = ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'];
    assert.deepEqual(
      bed.orders().map(({ at, orderId, orderNumber }) => [at, orderId, orderNumber]),
      dates.map((date, index) => [`${date}T12:00:00.000Z`, `${id}-O${index + 1}`, `ORD-2027-00000${index + 1}`]),
    );
    assert.deepEqual(
      bed
        .orders()
        .map(({ orderType, customerId, personal, quote }) => [orderType, customerId, personal, quote.totals.total]),
      [2750, 2750, 3850, 3850].map((total) => ['subscription', 'c1', coffee.personal, total]),
    );
    const { ordersCount, lastOrder } = accepted(
      await bed.engine.subscriptions.pause(contextFor('pause', bed.at()), id),
    );
    assert.deepEqual(
      [ordersCount, lastOrder?.status, lastOrder?.orderNumber, lastOrder?.orderId],
      [4, 'cancelled', 'ORD-2027-000004', `${id}-O4`],
    );
  });

  it('are one after a long sleep, and go on with the next date', async () => {
    const bed = openBed();
    accepted(await bed.subscribe());
    bed.clock.advance(100 * 24 * 60);
    await bed.work();
    await bed.work();
    assert.deepEqual(
      bed.orders().map(({ at, orderId }) => [at, orderId]),
      [[addDays(start, 100), `${id}-O1`]],
    );
    assert.deepEqual(bed.types(), [
      'SubscriptionStarted',
      'SubscriptionOrdersSkipped',
      'SubscriptionOrderDue',
      'OrderPlaced',
      'SubscriptionOrderPlaced',
    ]);
    const [next] = bed.deadlines.rows.filter(({ kind }) => kind === 'subscription_order');
    assert.equal(next?.dueAt, '2027-05-31T12:00:00.000Z');
  });

  it('follow from their events: who asked for them, and under which command', async () => {
    const bed = openBed();
    accepted(await bed.subscribe());
    await bed.work();
    const cause = bed.event('SubscriptionOrderDue');
    for (const type of ['OrderPlaced', 'SubscriptionOrderPlaced']) {
      const { command_id, causation_id, correlation_id, actor } = bed.event(type).metadata;
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
    const bed = openBed({ inventory });
    accepted(await bed.subscribe());
    await bed.work();
    inventory.take('v1', -100_000);
    await bed.place(bed.event('SubscriptionOrderDue'));
    assert.deepEqual(bed.types(), ['SubscriptionStarted', 'SubscriptionOrderDue', 'SubscriptionOrderRefused']);
    const { lastOrder } = accepted(await bed.engine.subscriptions.pause(contextFor('pause'), id));
    assert.deepEqual([lastOrder?.status, lastOrder?.refusalCode], ['refused', 'insufficient_stock']);
  });

  it('wait for a service that is away', async () => {
    const bed = openBed();
    accepted(await bed.subscribe());
    bed.inventory.outage = 'before';
    await assert.rejects(bed.work(), ServiceUnavailableError);
    assert.deepEqual(bed.types(), ['SubscriptionStarted', 'SubscriptionOrderDue']);
    bed.inventory.outage = 'none';
    await bed.work();
    assert.deepEqual(bed.types().slice(2), ['OrderPlaced', 'SubscriptionOrderPlaced']);
  });

  it('are told to their subscription after a crash in between, with the number that they have', async () => {
    const meddling: Meddling = {};
    const bed = openBed({ meddling });
    accepted(await bed.subscribe());
    meddling.beforeAppend = (_stream, [event]) =>
      event?.type === 'SubscriptionOrderPlaced' ? Promise.reject(new Error('crash')) : Promise.resolve();
    await assert.rejects(bed.work(), /crash/);
    assert.deepEqual(bed.types().slice(2), ['OrderPlaced']);
    delete meddling.beforeAppend;
    await bed.work(3);
    assert.deepEqual(bed.types().slice(2), ['OrderPlaced', 'SubscriptionOrderPlaced']);
    const { orderNumber } = bed.event('SubscriptionOrderPlaced').data as { orderNumber: string };
    assert.deepEqual([orderNumber, bed.orderNumbers.given], ['ORD-2027-000001', 1]);
  });

  it('are placed once by two processes at once', async () => {
    const bed = openBed();
    accepted(await bed.subscribe());
    bed.deadlines.follow(bed.store);
    await runDueDeadlines({ ...bed, log: new MemoryLog() });
    const other = engineBed({ store: bed.store, inventory: bed.inventory, process: 1 });
    const due = bed.event('SubscriptionOrderDue');
    await Promise.all([bed.place(due), carryOutSubscriptions({ ...other, clock: bed.clock })(due)]);
    assert.deepEqual(bed.types().slice(2), ['OrderPlaced', 'SubscriptionOrderPlaced']);
  });

  it('come again if the order is fought over', async () => {
    const bed = openBed();
    accepted(await bed.subscribe());
    const contended = carryOutSubscriptions({
      ...bed,
      engine: {
        orders: {
          ...bed.engine.orders,
          place: () =>
            Promise.resolve({
              ok: false,
              rejection: { kind: 'stale_version', code: 'too_much_contention', message: 'again' },
            }),
        },
      },
    });
    bed.deadlines.follow(bed.store);
    await runDueDeadlines({ ...bed, log: new MemoryLog() });
    await assert.rejects(contended(bed.event('SubscriptionOrderDue')), /too_much_contention/);
    await bed.work();
    assert.deepEqual(bed.types().slice(2), ['OrderPlaced', 'SubscriptionOrderPlaced']);
  });

  it('leave other events alone', async () => {
    const bed = openBed();
    accepted(await bed.subscribe());
    await bed.place(bed.event('SubscriptionStarted'));
    assert.deepEqual(bed.types(), ['SubscriptionStarted']);
  });

  it('come when they are wanted: skipped, paused, resumed, until it ends', async () => {
    const bed = openBed();
    const { subscriptions } = bed.engine;
    accepted(await bed.subscribe());
    const until = async (date: string): Promise<void> => {
      while (bed.clock.now() < `${date}T12:00:00.000Z`) {
        await bed.work();
        bed.clock.advance(24 * 60);
      }
    };
    await until('2027-02-10');
    accepted(await subscriptions.skip(contextFor('skip', bed.at()), id));
    await until('2027-04-10');
    accepted(await subscriptions.pause(contextFor('pause', bed.at()), id));
    await until('2027-06-10');
    accepted(await subscriptions.resume(contextFor('resume', bed.at()), id));
    await until('2027-08-10');
    accepted(await subscriptions.cancel(contextFor('cancel', bed.at()), id, { reason: 'enough' }));
    await until('2027-10-10');
    assert.deepEqual(
      bed.orders().map(({ at }) => at.slice(0, 10)),
      ['2027-01-31', '2027-03-31', '2027-06-30', '2027-07-31'],
    );
  });
});
