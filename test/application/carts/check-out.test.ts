import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { EventStore, ExpectedVersion, NewEvent, ReadOptions } from '../../../application/ports/event-store.ts';
import type { StreamName } from '../../../domain/shared/stream.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { meddlingEventStore } from '../../support/meddling-event-store.ts';
import { CountingOrderNumbers } from '../../support/port-doubles.ts';
import { usPolicy } from '../../support/policies.ts';
import { accepted, deliveryTo, filledCart, refused, testEngine } from '../../support/test-engine.ts';

/** The store behind a network whose every answer comes in an order of the scheduler's choice. */
const scheduled = (store: EventStore, scheduler: fc.Scheduler): EventStore => ({
  ...meddlingEventStore(store, {}),
  append: scheduler.scheduleFunction((stream: StreamName, expected: ExpectedVersion, events: readonly NewEvent[]) =>
    store.append(stream, expected, events),
  ),
  read: scheduler.scheduleFunction((stream: StreamName, options?: ReadOptions) => store.read(stream, options)),
});

describe('checking out', () => {
  it('gives one order, one number and the same answer to 50 racing calls', async () => {
    const fixture = testEngine();
    const cartId = await filledCart(fixture);

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        fixture.engine.carts.checkOut(contextFor(`check out ${n}`), { cartId, ...deliveryTo }),
      ),
    );

    const orders = answers.map(accepted);
    for (const order of orders) assert.deepEqual(order, orders[0]);
    assert.deepEqual([orders[0]?.orderId, orders[0]?.orderNumber], [cartId, 'ORD-2026-000001']);
    assert.equal(answers.filter((answer) => answer.ok && !answer.repeated).length, 1);
    assert.equal(fixture.orderNumbers.given, 1);
    assert.equal(await fixture.store.head(), 4);
  });

  it('gives one order to racing calls on two processes, in whatever order the store answers', async () => {
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const inner = new InMemoryEventStore();
      const setUp = testEngine({ store: inner, process: 9 });
      const cartId = await filledCart(setUp);
      const orderNumbers = new CountingOrderNumbers();
      const processes = [0, 1].map((process) =>
        testEngine({ store: scheduled(inner, scheduler), process, orderNumbers }),
      );

      const racing = Promise.all(
        processes.flatMap(({ engine }, process) =>
          [0, 1, 2].map((n) => engine.carts.checkOut(contextFor(`race ${process} ${n}`), { cartId, ...deliveryTo })),
        ),
      );
      await scheduler.waitFor(racing);

      const orders = (await racing).map(accepted);
      for (const order of orders) assert.deepEqual(order, orders[0]);
      assert.deepEqual(
        inner.all().map(({ type }) => type),
        ['CartCreated', 'CartItemAdded', 'CartCheckedOut', 'OrderPlaced'],
      );
      assert.ok(orderNumbers.given <= 2);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('places the order of a cart that was frozen just before the engine died', async () => {
    const inner = new InMemoryEventStore();
    const cartId = await filledCart(testEngine({ store: inner }));
    const dying = meddlingEventStore(inner, {
      beforeAppend: (stream) => (stream.startsWith('order-') ? Promise.reject(new Error('killed')) : Promise.resolve()),
    });
    const before = testEngine({ store: dying, process: 1 });
    const input = { cartId, ...deliveryTo };
    await assert.rejects(before.engine.carts.checkOut(contextFor('check out'), input), /killed/);

    const after = testEngine({ store: inner, process: 2 });
    const order = accepted(await after.engine.carts.checkOut(contextFor('another'), input));
    assert.equal(order.orderNumber, 'ORD-2026-000001');
    assert.deepEqual(accepted(await after.engine.carts.checkOut(contextFor('check out'), input)), order);
    assert.equal(after.orderNumbers.given, 0);
  });

  it('takes no number, and leaves the cart as it is, if it is refused', async () => {
    const inventory = new InMemoryInventory({ v1: 5000 });
    const fixture = testEngine({ inventory });
    const cartId = await filledCart(fixture);
    const checkOut = (name: string, changes: object = {}) =>
      fixture.engine.carts.checkOut(contextFor(name), { cartId, ...deliveryTo, ...changes });

    const short = await checkOut('short');
    assert.deepEqual(!short.ok && short.rejection, {
      kind: 'rule',
      code: 'insufficient_stock',
      message: 'order less of what is not there',
      details: { shortfalls: [{ variant_id: 'v1', available: 5 }] },
    });
    const unknown = { kind: 'rule', code: 'payment_method_unavailable' };
    assert.deepEqual(refused(await checkOut('card', { paymentMethod: 'stripe' })), unknown);
    assert.deepEqual(refused(await checkOut('terms', { paymentMethod: 'credit_terms' })), unknown);
    assert.deepEqual(refused(await checkOut('pigeon', { shippingMethod: 'pigeon' })), {
      kind: 'rule',
      code: 'unknown_shipping_method',
    });
    const missing = await fixture.engine.carts.checkOut(contextFor('missing'), { ...deliveryTo, cartId: 'none' });
    assert.deepEqual(refused(missing), { kind: 'not_found', code: 'cart_not_found' });
    assert.equal(fixture.orderNumbers.given, 0);
    assert.equal(await fixture.store.head(), 2);
  });

  it('holds to the limits of the tenant', async () => {
    const limits = { ...usPolicy.limits, minimumAmount: 7000 };
    const fixture = testEngine({ policy: { ...usPolicy, limits } });
    const cartId = await filledCart(fixture);
    const answer = await fixture.engine.carts.checkOut(contextFor('check out'), { cartId, ...deliveryTo });
    assert.deepEqual(refused(answer), { kind: 'rule', code: 'below_minimum_amount' });
  });

  it("is the customer's own business", async () => {
    const fixture = testEngine();
    const cartId = await filledCart(fixture);
    const context = contextFor('check out', { onlyCustomerId: 'c2' });
    const answer = await fixture.engine.carts.checkOut(context, { cartId, ...deliveryTo });
    assert.deepEqual(refused(answer), { kind: 'not_found', code: 'cart_not_found' });
  });
});
