import assert from 'node:assert/strict';
import { runDueDeadlines } from '../../../application/reactor/run-deadlines.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import type { SubscriptionCommand } from '../../../domain/subscription/commands.ts';
import { deadlineQueries } from '../../../projections/deadlines/queries.ts';
import { allProjections } from '../../../projections/read-models.ts';
import { FixedClock } from '../../support/clock.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { usPolicy } from '../../support/policies.ts';
import { story } from '../../support/story.ts';
import { accepted, deliveryTo, filledCart, testEngine, type TestEngine } from '../../support/test-engine.ts';
import { freshReadModel, type TestReadModel } from '../support/database.ts';
import { project } from '../support/project.ts';

const start = '2026-11-23T15:00:00.000Z';
const day = 24 * 60;

/** Reservations outlive payments, so that both timers of an order can be seen. */
const patient: TenantPolicy = { ...usPolicy, reservationTtlMinutes: 10 * 60 };

const placed = async (fixture: TestEngine): Promise<string> => {
  const cartId = await filledCart(fixture);
  return accepted(await fixture.engine.carts.checkOut(contextFor('check out'), { cartId, ...deliveryTo })).orderId;
};

const payAtGateway = async (fixture: TestEngine, attempt = 1, at = start): Promise<void> => {
  const orderId = attempt === 1 ? await placed(fixture) : commandIdOf('cart');
  const payment = { method: 'stripe', settlement: 'gateway', amount: 6600, reference: null } as const;
  const paymentId = `${orderId}.P${attempt}`;
  accepted(
    await fixture.handlers.order.handle(orderId, contextFor(`pay ${attempt}`), {
      type: 'StartPayment',
      paymentId,
      ...payment,
      at,
    }),
  );
};

const deliver = async ({ engine }: TestEngine): Promise<void> => {
  for (const step of story(engine).slice(0, 10)) assert.ok((await step()).ok);
};

const subscribe = async ({ engine }: TestEngine): Promise<void> => {
  accepted(
    await engine.subscriptions.start(contextFor('subscribe'), {
      customerId: 'c1',
      items: [{ variantId: 'v1', quantity: 2000 }],
      interval: { unit: 'week', count: 1 },
      firstOrderAt: addMinutes(start, day),
      shippingMethod: 'standard',
      paymentMethod: 'cash',
      personal: {},
    }),
  );
};

const quote = async ({ engine }: TestEngine): Promise<void> => {
  accepted(
    await engine.quotes.draft(contextFor('quote'), {
      orderType: 'b2b',
      customerId: 'c7',
      items: [{ variantId: 'v1', quantity: 2000 }],
      validUntil: addMinutes(start, day),
      shippingMethod: 'standard',
      paymentMethod: 'credit_terms',
    }),
  );
};

/** A subscription whose first order was declined, tried again a day later. */
const decline = async (fixture: TestEngine): Promise<void> => {
  await subscribe(fixture);
  const id = commandIdOf('subscribe');
  const orderId = `${id}-O1`;
  const plan = { retryAt: [addMinutes(start, day)], afterRetries: 'pause' } as const;
  const failed = { paymentId: null, reason: 'card_declined' };
  const commands: readonly SubscriptionCommand[] = [
    {
      type: 'ChangeSubscriptionPaymentMethod',
      ...{ paymentMethod: 'stripe', paymentMethodId: 'pm_1', changedBy: 'c1' },
      at: start,
    },
    { type: 'PlaceNextOrder', at: addMinutes(start, day) },
    { type: 'RecordSubscriptionOrderPlaced', orderId, orderNumber: 'ORD-2026-000001', plan, at: start },
    { type: 'RecordSubscriptionPaymentFailed', orderId, ...failed, at: start },
  ];
  for (const command of commands) {
    accepted(await fixture.handlers.subscription.handle(id, contextFor(command.type), command));
  }
};

/** What sets each kind of timer, after how many minutes it is due, and what comes of it. */
const timers = [
  ['the reservation of an order', placed, 10 * 60, ['OrderCancelled']],
  ['a payment that its gateway says nothing of', payAtGateway, 60, ['PaymentFailed']],
  ['the return window of a delivered order', deliver, 30 * day, ['ReturnWindowClosed']],
  ['a cart that no one touches', filledCart, day, ['CartAbandoned']],
  ['the next order of a subscription', subscribe, day, ['SubscriptionOrderDue']],
  ['the wait before an order of a subscription is charged again', decline, day, ['SubscriptionPaymentDue']],
  ['an offer to a customer', quote, day, ['SalesQuoteExpired']],
] as const;

describe('timers', () => {
  let database: TestReadModel;
  let store: InMemoryEventStore;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());
  beforeEach(async () => {
    await database.clear();
    store = new InMemoryEventStore();
  });

  const bedOf = (policy = patient, process?: number): TestEngine =>
    testEngine({ store, policy, ...(process !== undefined && { process }) });

  const follow = (policy = patient): Promise<void> =>
    project(database, store, { projections: allProjections(() => policy) });

  /** What a scheduler does when it looks at the timers at a moment. */
  const look = ({ handlers }: TestEngine, at: string): Promise<number> => {
    const deadlines = deadlineQueries(database.readModel);
    return runDueDeadlines({ deadlines, handlers, clock: new FixedClock(at), log: new MemoryLog() });
  };

  /** Looks and projects until nothing is due; the types of the events that came of it. */
  const settle = async (fixture: TestEngine, at: string): Promise<readonly string[]> => {
    const before = store.all().length;
    await follow();
    while ((await look(fixture, at)) > 0) await follow();
    return store
      .all()
      .slice(before)
      .map(({ type }) => type);
  };

  for (const [what, arrange, minutes, outcome] of timers) {
    it(`end ${what} in time, not a moment early, and once`, async () => {
      const fixture = bedOf();
      await arrange(fixture);
      const due = addMinutes(start, minutes);
      assert.deepEqual(await settle(fixture, new Date(Date.parse(due) - 1).toISOString()), []);
      assert.deepEqual(await settle(fixture, due), outcome);
      assert.deepEqual(await settle(fixture, due), []);
    });

    it(`end ${what} once, even if two schedulers see it at once`, async () => {
      const [one, other] = [bedOf(patient, 1), bedOf(patient, 2)];
      await arrange(one);
      await follow();
      const before = store.all().length;
      const due = addMinutes(start, minutes);
      const deadlines = deadlineQueries(database.readModel);
      const rows = await deadlines.dueDeadlines(due, 100);
      const both = { ...deadlines, dueDeadlines: () => Promise.resolve(rows) };
      await Promise.all(
        [one, other].map(({ handlers }) =>
          runDueDeadlines({ deadlines: both, handlers, clock: new FixedClock(due), log: new MemoryLog() }),
        ),
      );
      assert.deepEqual(
        store
          .all()
          .slice(before)
          .map(({ type }) => type),
        outcome,
      );
    });
  }

  it('end a cart for good after its abandonment', async () => {
    const fixture = bedOf();
    await filledCart(fixture);
    assert.deepEqual(await settle(fixture, addMinutes(start, day)), ['CartAbandoned']);
    assert.deepEqual(await settle(fixture, addMinutes(start, 30 * day)), ['CartExpired']);
  });

  it('that were slept through are made up for after a restart, the longest overdue first', async () => {
    const fixture = bedOf();
    await payAtGateway(fixture);
    await subscribe(fixture);
    const earlier = { now: addMinutes(start, -60) };
    accepted(await fixture.engine.carts.create(contextFor('other cart', earlier), { customerId: null }));
    const item = { variantId: 'v1', quantity: 1000 };
    accepted(await fixture.engine.carts.addItem(contextFor('other item', earlier), commandIdOf('other cart'), item));
    await follow();

    const restarted = bedOf(patient, 1);
    assert.deepEqual(await settle(restarted, addMinutes(start, 40 * day)), [
      'PaymentFailed',
      'OrderCancelled',
      'CartAbandoned',
      'SubscriptionOrdersSkipped',
      'SubscriptionOrderDue',
      'CartExpired',
    ]);
    const { data } = store.all().find(({ type }) => type === 'SubscriptionOrderDue')!;
    const { dueAt, nextOrderAt } = data as { dueAt: string; nextOrderAt: string };
    assert.deepEqual(
      [dueAt, nextOrderAt],
      [36, 43].map((days) => addMinutes(start, days * day)),
    );
  });

  it('of a payment begin anew with the next one, and are over when the order is paid', async () => {
    const fixture = bedOf();
    await payAtGateway(fixture);
    const orderId = commandIdOf('cart');
    const failure = { type: 'RecordPaymentFailed', paymentId: `${orderId}.P1`, reason: 'declined', at: start } as const;
    accepted(await fixture.handlers.order.handle(orderId, contextFor('declined'), failure));
    await payAtGateway(fixture, 2, addMinutes(start, 30));
    assert.deepEqual(await settle(fixture, addMinutes(start, 89)), []);
    assert.deepEqual(await settle(fixture, addMinutes(start, 90)), ['PaymentFailed']);

    await payAtGateway(fixture, 3, addMinutes(start, 100));
    const captured = { paymentId: `${orderId}.P3`, captured: 6600, at: addMinutes(start, 110) };
    accepted(
      await fixture.handlers.order.handle(orderId, contextFor('captured'), {
        type: 'RecordPaymentCaptured',
        ...captured,
      }),
    );
    assert.deepEqual(await settle(fixture, addMinutes(start, 10 * day)), []);
  });

  it('are not moved by another policy once they run', async () => {
    const fixture = bedOf();
    await payAtGateway(fixture);
    await filledCart(fixture, 'other cart');
    await follow();
    const slow = { ...patient, paymentTimeoutMinutes: 600, abandonedCartHours: 240 };
    const changed = bedOf(slow, 1);
    await follow(slow);
    await look(changed, addMinutes(start, 59));
    await look(changed, addMinutes(start, 60));
    assert.equal(store.all().at(-1)?.type, 'PaymentFailed');
    await look(changed, addMinutes(start, day));
    assert.deepEqual(
      store
        .all()
        .slice(-2)
        .map(({ type }) => type),
      ['OrderCancelled', 'CartAbandoned'],
    );
  });

  it('of a paused subscription are silent until it goes on', async () => {
    const fixture = bedOf();
    await subscribe(fixture);
    const id = commandIdOf('subscribe');
    accepted(await fixture.engine.subscriptions.pause(contextFor('pause'), id));
    assert.deepEqual(await settle(fixture, addMinutes(start, 10 * day)), []);
    const later = { now: addMinutes(start, 10 * day) };
    accepted(await fixture.engine.subscriptions.resume(contextFor('resume', later), id));
    assert.deepEqual(await settle(fixture, addMinutes(start, 15 * day - 1)), []);
    assert.deepEqual(await settle(fixture, addMinutes(start, 15 * day)), ['SubscriptionOrderDue']);
    accepted(await fixture.engine.subscriptions.cancel(contextFor('cancel'), id, { reason: 'enough' }));
    assert.deepEqual(await settle(fixture, addMinutes(start, 100 * day)), []);
  });
});
