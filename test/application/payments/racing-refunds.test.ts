import assert from 'node:assert/strict';
import type { EventStore } from '../../../application/ports/event-store.ts';
import type { OrderEvent, RefundMethod } from '../../../domain/order/events.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { runSeed, seededRandom } from '../../support/random.ts';
import { accepted, address, testEngine, type TestEngine } from '../../support/test-engine.ts';

const orderId = commandIdOf('order');
const returns = ['return 1', 'return 2', 'return 3'];
const paid = 6600;

/** Six pieces over 66.00, paid in two parts and delivered; all of them are back, in three returns that await their money. */
const threeReturns = async ({ engine }: TestEngine): Promise<void> => {
  const { orders, fulfillment } = engine;
  const items = ['v1', 'v2'].map((variantId) => ({ variantId, quantity: 3000 }));
  const order = { orderType: 'online', customerId: 'c1', items, shippingMethod: 'standard' } as const;
  accepted(await orders.place(contextFor('order'), { ...order, paymentMethod: 'cash', shippingAddress: address }));
  for (const amount of [2000, paid - 2000]) {
    const payment = { method: 'cash', methodId: null, amount, currency: 'USD' } as const;
    accepted(await orders.pay(contextFor(`pay ${amount}`), orderId, payment));
  }
  accepted(await fulfillment.assign(contextFor('assign'), orderId, { tasks: null }));
  accepted(await fulfillment.pick(contextFor('pick'), `${orderId}.F1`, { lines: null }));
  accepted(await fulfillment.pack(contextFor('pack'), `${orderId}.F1`, { lines: null }));
  const parcel = { carrier: 'local', service: null, trackingNumber: null, lines: null };
  accepted(await fulfillment.createShipment(contextFor('ship'), orderId, parcel));
  const dispatched = { trackingNumber: null, estimatedDelivery: null };
  accepted(await fulfillment.dispatch(contextFor('dispatch'), `${orderId}.S1`, dispatched));
  accepted(await fulfillment.deliver(contextFor('deliver'), `${orderId}.S1`));
  for (const [index, name] of returns.entries()) {
    const lines = [
      { lineId: 'L1', quantity: [2000, 1000, 0][index]!, reasonDetail: null },
      { lineId: 'L2', quantity: [0, 1000, 2000][index]!, reasonDetail: null },
    ].filter(({ quantity }) => quantity > 0);
    const request = { reason: 'no', refundMethod: 'original_payment', items: lines } as const;
    accepted(await orders.requestReturn(contextFor(name), orderId, request));
    accepted(await engine.returns.approve(contextFor(`approve ${name}`), commandIdOf(name)));
    accepted(await engine.returns.receive(contextFor(`receive ${name}`), commandIdOf(name), { items: null }));
  }
};

/** The store as its users know it: each call takes its time. Counts appends that were too late. */
const slow = (log: InMemoryEventStore, random: () => number) => {
  const lost = { appends: 0 };
  const pause = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) await new Promise(setImmediate);
  };
  const store: EventStore = {
    append: async (...parts) => {
      await pause();
      const result = await log.append(...parts);
      if (!result.ok) lost.appends += 1;
      await pause();
      return result;
    },
    read: async (...parts) => {
      await pause();
      return log.read(...parts);
    },
    subscribe: (options) => log.subscribe(options),
    head: () => log.head(),
    ping: () => log.ping(),
    close: () => log.close(),
  };
  return { store, lost };
};

describe('100 refunds at once, of three returns and of goodwill, in two processes', () => {
  it(`pay back exactly what was captured, seed ${runSeed}`, async () => {
    const log = new InMemoryEventStore();
    await threeReturns(testEngine({ store: log }));
    const random = seededRandom(runSeed);
    const { store, lost } = slow(log, random);
    const processes = [testEngine({ store, process: 1 }), testEngine({ store, process: 2 })];

    const methods: readonly RefundMethod[] = ['original_payment', 'cash', 'store_credit'];
    const refunds = Array.from({ length: 100 }, (_, index) => {
      const { engine } = processes[index % 2]!;
      const context = contextFor(`refund ${index}`);
      const method = methods[Math.floor(random() * 3)]!;
      if (random() < 0.5) {
        return engine.returns.refund(context, commandIdOf(returns[index % 3]!), { refundMethod: method });
      }
      return engine.orders.refund(context, orderId, { amount: 1 + Math.floor(random() * 99), method, currency: 'USD' });
    });
    await Promise.all(refunds);
    assert.ok(lost.appends > 0, 'they did race');

    let asked = 0;
    for (const { type, data } of await log.read(`order-demo/${orderId}`)) {
      if (type !== 'RefundRequested') continue;
      asked += (data as Extract<OrderEvent, { type: 'RefundRequested' }>['data']).amount;
      assert.ok(asked <= paid, 'never more than was captured');
    }
    const look = processes[0]!.handlers.order.handle(orderId, contextFor('look'), () => ({ ok: true, events: [] }));
    const state = accepted(await look);
    assert.deepEqual(
      [asked, state.status, state.payments.map(({ captured, refunded }) => [captured, refunded])],
      [
        paid,
        'refunded',
        [
          [2000, 2000],
          [4600, 4600],
        ],
      ],
    );
    for (const { returnId, amount, status } of state.returns) {
      const back = state.refunds.filter((refund) => refund.returnId === returnId);
      assert.equal(status, 'refunded');
      assert.ok(back.reduce((sum, refund) => sum + refund.amount, 0) <= amount);
    }
  });
});
