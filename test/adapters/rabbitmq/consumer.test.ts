import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { consumingFixture } from '../../application/consuming/consuming-fixture.ts';
import { eventually } from '../../support/eventually.ts';
import { takeAll } from '../../support/rabbit-queue.ts';
import { brokerFor, describeWithBroker, type Broker } from '../../support/rabbitmq.ts';
import { consumerRig, noting, numbered, stock } from './consumer-fixture.ts';

describeWithBroker('consuming from RabbitMQ', function () {
  this.timeout(20_000);
  let broker: Broker;
  let rig: Awaited<ReturnType<typeof consumerRig>>;

  before(async function () {
    broker = await brokerFor(this);
  });
  beforeEach(async () => {
    rig = await consumerRig(broker);
  });
  afterEach(() => rig.close());

  it('acts on what both queues are bound to, and acknowledges it', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    const consumer = await rig.start(fixture.prepare);
    await rig.publish(
      { routingKey: 'inventory.stock.depleted', messageId: 'a', timestamp: 1_795_500_000, body: stock(0) },
      { routingKey: 'payment.webhook.stripe', messageId: 'b', body: { headers: {}, body: 'e30=' } },
      { routingKey: 'order.created', messageId: 'c', body: {} },
    );
    await eventually(() => consumer.figures().consumed === 2);
    assert.deepEqual(fixture.lastData(cartId), {
      cartId,
      lineIds: ['L1'],
      available: false,
      changedAt: '2026-11-24T06:00:00.000Z',
    });
    assert.deepEqual(
      fixture.webhooks.map(({ gateway }) => gateway),
      ['stripe'],
    );
    await consumer.stop();
    for (const queue of Object.values(rig.names.queues)) assert.deepEqual(await takeAll(broker.url, queue, 0), []);
  });

  it('parks what cannot be used with the reason, and goes on with the rest', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    const consumer = await rig.start(fixture.prepare);
    await rig.publish(
      { routingKey: 'inventory.stock.updated', messageId: 'a', body: '"not what we' },
      { routingKey: 'inventory.stock.updated', messageId: 'b', body: { organization_id: 'demo' } },
      { routingKey: 'warehouse.task.picked', messageId: 'c', body: { organization_id: 'demo', task_id: 'o9.F1' } },
      { routingKey: 'inventory.stock.updated', body: stock(0) },
      { routingKey: 'inventory.stock.updated', messageId: 'd', body: stock(0) },
    );
    await eventually(() => consumer.figures().consumed + consumer.figures().parked === 5);
    assert.deepEqual(fixture.typesOf(cartId), ['CartItemAvailabilityChanged']);
    assert.deepEqual(consumer.figures(), { consumed: 1, parked: 4, reconnects: 0 });
    const parked = await takeAll(broker.url, `${rig.names.queues.updates}.parked`, 4);
    assert.deepEqual(
      parked
        .map(({ messageId, headers }) => [messageId, headers['x-routing-key'], headers['x-parked-reason']])
        .toSorted(),
      [
        ['a', 'inventory.stock.updated', 'it is not JSON in UTF-8'],
        ['b', 'inventory.stock.updated', 'variant_id: Invalid input: expected string, received undefined'],
        ['c', 'warehouse.task.picked', 'order_not_found: there is no such order'],
        ['undefined', 'inventory.stock.updated', 'it has no message_id'],
      ],
    );
    assert.equal(rig.log.lines.filter(({ message }) => message === 'message parked').length, 4);
  });

  it('parks what fails for no known reason after a few tries', async () => {
    let tries = 0;
    const consumer = await rig.start(() => ({
      lane: 'one',
      run: () => {
        tries += 1;
        return Promise.reject(new TypeError('a bug'));
      },
    }));
    await rig.publish(...numbered('a', 1));
    await eventually(() => consumer.figures().parked === 1);
    assert.equal(tries, 4);
    const [parked] = await takeAll(broker.url, `${rig.names.queues.updates}.parked`, 1);
    assert.equal(parked?.headers['x-parked-reason'], 'a bug');
  });

  it('insists while somebody is out of reach, in order within a lane, and lets other lanes go on', async () => {
    const noted: string[] = [];
    let outage = true;
    const consumer = await rig.start(
      noting(noted, (id) =>
        outage && id === 'a/0' ? Promise.reject(new ServiceUnavailableError('log')) : Promise.resolve(),
      ),
    );
    await rig.publish(...numbered('a', 3), ...numbered('b', 3));
    await eventually(() => noted.length === 3 && rig.log.lines.length > 10);
    assert.deepEqual(noted, ['b/0', 'b/1', 'b/2']);
    outage = false;
    await eventually(() => consumer.figures().consumed === 6);
    assert.deepEqual(noted.slice(3), ['a/0', 'a/1', 'a/2']);
  });

  it('gets again what it had in hand when the line was cut, to one effect, in order', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    const seen: string[] = [];
    const cutOnce = { done: false };
    const consumer = await rig.start((message) => ({
      lane: 'one',
      run: async () => {
        seen.push(message.messageId ?? '');
        const verdict = await fixture.prepare(message).run();
        // After the effect, and before the acknowledgement.
        if (message.messageId === 'a/5' && !cutOnce.done) {
          cutOnce.done = true;
          rig.proxy.cut();
          rig.proxy.mend();
        }
        return verdict;
      },
    }));
    const prices = numbered('a', 20).map((message, n) => ({
      ...message,
      routingKey: 'product.price_updated',
      timestamp: 1_795_500_000 + n,
      body: { organization_id: 'demo', variant_id: 'v1', unit_price: 20 + n, currency: 'USD' },
    }));
    await rig.publish(...prices);
    await eventually(() => seen.at(-1) === 'a/19' && consumer.figures().reconnects >= 1);
    const changes = fixture.store.all().filter(({ type }) => type === 'CartItemRepriced');
    assert.deepEqual(
      changes.map(({ data }) => (data as { readonly unitPrice: number }).unitPrice),
      prices.map((_price, n) => 2000 + n * 100),
    );
    assert.ok(seen.filter((id) => id === 'a/5').length > 1, 'it came again');
    assert.equal(fixture.typesOf(cartId).length, 20);
  });

  it('finishes what is in hand when it is stopped, and gives the rest back', async () => {
    const noted: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let began = false;
    const consumer = await rig.start(
      noting(noted, () => {
        began = true;
        return held;
      }),
    );
    await rig.publish(...numbered('a', 3));
    await eventually(() => began);
    const stopped = consumer.stop();
    release();
    await stopped;
    assert.deepEqual(noted, ['a/0']);
    const left = await takeAll(broker.url, rig.names.queues.updates, 2);
    assert.deepEqual(
      left.map(({ messageId }) => messageId),
      ['a/1', 'a/2'],
    );
  });

  it('goes on by itself when the broker was restarted, with what came meanwhile', async function () {
    if (broker.restart === undefined) return this.skip();
    const noted: string[] = [];
    const consumer = await rig.start(noting(noted));
    await rig.publish(...numbered('a', 3));
    await eventually(() => consumer.figures().consumed === 3);
    await broker.restart();
    await rig.publish(...numbered('b', 3));
    await eventually(() => consumer.figures().consumed >= 6 && consumer.figures().reconnects >= 1);
    const known = [...new Set(noted)];
    assert.deepEqual(known, ['a/0', 'a/1', 'a/2', 'b/0', 'b/1', 'b/2']);
  });
});
