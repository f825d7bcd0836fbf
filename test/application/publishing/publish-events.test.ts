import assert from 'node:assert/strict';
import { send } from '../../../application/commands/handlers.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { PublicationLog } from '../../../application/publishing/publication-log.ts';
import { publishEvents } from '../../../application/publishing/publish-events.ts';
import type { ProcessCommand } from '../../../domain/processes/reaction.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { story } from '../../support/story.ts';
import { accepted, address, filledCart, testEngine } from '../../support/test-engine.ts';
import { publicationsOf } from './published.ts';

class CountingStore extends InMemoryEventStore {
  reads = 0;

  override read(...parameters: Parameters<InMemoryEventStore['read']>) {
    this.reads += 1;
    return super.read(...parameters);
  }
}

const bedOf = () => {
  const store = new InMemoryEventStore();
  return { ...testEngine({ store }), store };
};

const told = async () => {
  const fixture = bedOf();
  for (const step of story(fixture.engine)) assert.ok((await step()).ok);
  return { fixture, messages: await publicationsOf(fixture.store, fixture.store.all()) };
};

describe('publishing events', () => {
  it('tells a whole story in its order, each event under its id', async () => {
    const { fixture, messages } = await told();
    assert.deepEqual(
      messages.map(({ routingKey }) => routingKey),
      [
        'order.created',
        'payment.pending',
        'payment.succeeded',
        'order.payment_confirmed',
        'order.confirmed',
        'fulfillment.assigned',
        'order.processing',
        'shipment.created',
        'shipment.dispatched',
        'order.shipped',
        'shipment.delivered',
        'order.delivered',
        'return.requested',
        'return.approved',
        'return.received',
        'payment.refunded',
        'order.refunded',
        'return.refunded',
      ],
    );
    const events = new Map(fixture.store.all().map((event) => [event.id, event]));
    for (const { messageId, routingKey, headers, json } of messages) {
      const event = events.get(messageId)!;
      assert.deepEqual(
        [json.event_id, json.event_type, json.aggregate.version, headers.aggregate_version],
        [event.id, routingKey, event.version, event.version],
      );
      assert.equal(`${json.aggregate.type}-demo/${json.aggregate.id}`, event.stream);
    }
  });

  it('says what others need without asking back: money as numbers, who and which order', async () => {
    const { messages } = await told();
    const data = (key: string) => messages.find(({ routingKey }) => routingKey === key)!.json.data;
    const orderId = commandIdOf('cart');
    const head = { order_id: orderId, order_number: 'ORD-2026-000001', customer_id: 'c1' };
    const item = { order_item_id: 'L1', variant_id: 'v1', quantity: 6 };
    const goods = { sku: 'sku-v1', product_name: 'Product v1' };
    const created = data('order.created');
    assert.deepEqual(created.items, [
      { ...item, ...goods, unit_price: 10, subtotal: 60, discount: 0, tax: 6, total: 66 },
    ]);
    assert.deepEqual(created.totals, { subtotal: 60, shipping: 0, tax: 6, discount: 0, total: 66 });
    assert.deepEqual(data('payment.succeeded'), {
      ...head,
      status: 'payment_pending',
      payment_id: `${orderId}.P1`,
      amount: 66,
      currency: 'USD',
    });
    assert.deepEqual(data('fulfillment.assigned'), {
      ...head,
      status: 'processing',
      tasks: [{ task_id: `${orderId}.F1`, warehouse_id: 'main', items: [{ ...item, ...goods }] }],
    });
    assert.deepEqual(data('shipment.dispatched'), {
      ...head,
      status: 'shipped',
      shipment_id: `${orderId}.S1`,
      attempt: 1,
      tracking_number: 'T1',
      estimated_delivery: null,
      items: [item],
    });
    assert.deepEqual(data('return.received').accepted, [{ order_item_id: 'L1', quantity: 6 }]);
    assert.deepEqual(data('return.refunded').amount, 66);
  });

  it('holds nothing that tells who somebody is, nor a secret', async () => {
    const fixture = bedOf();
    const cartId = await filledCart(fixture);
    const personal = { name: 'Ana Rojas', email: 'ana@example.pe', shippingAddress: address, billingAddress: address };
    const checkOut = { cartId, ...personal, shippingMethod: 'standard', paymentMethod: 'cash' };
    accepted(await fixture.engine.carts.checkOut(contextFor('out'), checkOut));
    const all = JSON.stringify(await publicationsOf(fixture.store, fixture.store.all()));
    assert.match(JSON.stringify(fixture.store.all()), /Ana Rojas/);
    for (const secret of ['Ana', 'ana@', address.line1, 'secret']) assert.ok(!all.includes(secret), secret);
  });

  it('tells of carts that are left and come back whose they are and what is in them, as of then', async () => {
    const fixture = bedOf();
    const cartId = await filledCart(fixture, 'cart', null);
    const tell = async (name: string, command: (ProcessCommand & { readonly aggregate: 'cart' })['command']) => {
      const { handled } = await send(fixture.handlers, contextFor(name), { aggregate: 'cart', id: cartId, command });
      assert.ok(handled.ok);
    };
    await tell('mine', { type: 'AssignCart', customerId: 'c7', at: '2026-11-23T15:00:00.000Z' });
    await tell('left', { type: 'AbandonCart', idleHours: 24, at: '2026-11-24T15:00:00.000Z' });
    await tell('back', { type: 'RemoveItem', lineId: 'L1', at: '2026-11-25T15:00:00.000Z' });
    const messages = await publicationsOf(fixture.store, fixture.store.all());
    const items = [
      { item_id: 'L1', variant_id: 'v1', sku: 'sku-v1', product_name: 'Product v1', quantity: 6, unit_price: 10 },
    ];
    const data = { cart_id: cartId, customer_id: 'c7', items, subtotal: 60, currency: 'USD' };
    assert.deepEqual(
      messages.map(({ routingKey, json }) => [routingKey, json.occurred_at, json.data]),
      [
        ['cart.abandoned', '2026-11-24T15:00:00.000Z', data],
        ['cart.recovered', '2026-11-25T15:00:00.000Z', data],
      ],
    );
  });

  it('says how an order ends early, and what becomes of its tasks and money', async () => {
    const fixture = bedOf();
    const steps = story(fixture.engine);
    for (const step of steps.slice(0, 5)) await step();
    const cancel = { reason: 'out of season', approvedBy: 'olga' };
    accepted(await fixture.engine.orders.cancel(contextFor('cancel'), commandIdOf('cart'), cancel));
    const messages = await publicationsOf(fixture.store, fixture.store.all());
    const last = messages.slice(-3).map(({ routingKey, json }) => [routingKey, json.data.status, json.data.reason]);
    assert.deepEqual(last.toSorted(), [
      ['fulfillment.cancelled', 'cancelled', 'out of season'],
      ['order.cancelled', 'cancelled', 'out of season'],
      ['payment.refunded', 'cancelled', undefined],
    ]);
  });

  it('makes the same messages again after a failure, and reads how an order began once', async () => {
    const store = new CountingStore();
    for (const step of story(testEngine({ store }).engine)) await step();
    const log = new PublicationLog();
    let fails = true;
    const publish = publishEvents({
      store,
      publisher: {
        publish: (publications) =>
          fails ? Promise.reject(new ServiceUnavailableError('broker')) : log.publish(publications),
      },
    });
    store.reads = 0;
    const orderEvents = store.all().filter(({ stream, version }) => stream.startsWith('order') && version > 1);
    await assert.rejects(publish(orderEvents[0]!), ServiceUnavailableError);
    fails = false;
    for (const event of [...orderEvents, ...orderEvents]) await publish(event);
    const kept = log.list('demo', 0, 1000);
    assert.deepEqual(
      kept.slice(0, kept.length / 2).map(({ messageId, body }) => [messageId, body]),
      kept.slice(kept.length / 2).map(({ messageId, body }) => [messageId, body]),
    );
    assert.equal(store.reads, 1);
  });

  it('has nothing to say of what it does not know', async () => {
    const fixture = bedOf();
    const unknown = { id: commandIdOf('x'), type: 'SubscriptionPaused', data: '{}', metadata: '{}' };
    await fixture.store.append('cart-demo/x', 0, [unknown]);
    assert.deepEqual(await publicationsOf(fixture.store, fixture.store.all()), []);
  });
});
