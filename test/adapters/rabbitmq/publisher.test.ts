import assert from 'node:assert/strict';
import { openRabbitPublisher, type RabbitPublisherOptions } from '../../../adapters/rabbitmq/publisher.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { Publication } from '../../../application/ports/publisher.ts';
import { FixedClock } from '../../support/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { bindQueue, cleanUp, takeAll } from '../../support/rabbit-queue.ts';
import { brokerFor, describeWithBroker, freshNames, type Broker } from '../../support/rabbitmq.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

const publication = (messageId: string, routingKey = 'order.created'): Publication => ({
  routingKey,
  messageId,
  body: `{"n":"${messageId}"}`,
  headers: { organization_id: 'demo', schema_version: 1 },
});

describeWithBroker('publishing to RabbitMQ', function () {
  this.timeout(20_000);
  const names = freshNames();
  const { exchange } = names;
  const queue = `${exchange}.orders`;
  let broker: Broker;
  let proxy: TcpProxy;
  const open: { close(): Promise<void> }[] = [];

  before(async function () {
    broker = await brokerFor(this);
    await bindQueue(broker.url, exchange, queue, 'order.#');
  });
  after(async () => {
    await cleanUp(broker.url, exchange, [queue, `${exchange}.unrouted`]);
  });
  beforeEach(async () => {
    proxy = await startTcpProxy(broker.port, new URL(broker.url).hostname);
  });
  afterEach(async () => {
    proxy.mend();
    for (const publisher of open.splice(0)) await publisher.close();
    await proxy.close();
  });

  /** A publisher over the line that the test can cut. */
  const openPublisher = (options: Partial<RabbitPublisherOptions> = {}) => {
    const url = new URL(broker.url);
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    const troubles: unknown[] = [];
    const unroutable: string[] = [];
    const publisher = openRabbitPublisher({
      url: url.href,
      exchange,
      clock: new FixedClock(),
      onTrouble: (error) => troubles.push(error),
      onUnroutable: (routingKey) => unroutable.push(routingKey),
      ...options,
    });
    open.push(publisher);
    return { publisher, troubles, unroutable };
  };

  it('says of each message what it is, from whom and when, and keeps the order of one call', async () => {
    const { publisher } = openPublisher();
    await publisher.publish([publication('a'), publication('b', 'order.confirmed')]);
    const arrived = await takeAll(broker.url, queue, 2);
    assert.deepEqual(
      arrived.map(({ routingKey, messageId, body }) => [routingKey, messageId, body]),
      [
        ['order.created', 'a', '{"n":"a"}'],
        ['order.confirmed', 'b', '{"n":"b"}'],
      ],
    );

    const { properties, headers } = arrived[1]!;
    const told = ['type', 'contentType', 'deliveryMode', 'timestamp', 'appId'] as const;
    assert.deepEqual(
      told.map((name): unknown => properties[name]),
      ['order.confirmed', 'application/json', 2, Date.parse('2026-11-23T15:00:00.000Z') / 1000, 'comanda'],
    );
    assert.deepEqual([headers.organization_id, headers.schema_version], ['demo', 1]);
    assert.deepEqual(publisher.figures(), { published: 2, unroutable: 0, reconnects: 0 });
  });

  it('confirms any number of messages at once, each caller’s in order', async () => {
    const { publisher } = openPublisher();
    const callers = Array.from({ length: 8 }, (_, caller) => caller);
    await Promise.all(
      callers.map(async (caller) => {
        for (let n = 0; n < 40; n += 1) await publisher.publish([publication(`${caller}/${n}`)]);
      }),
    );
    const arrived = await takeAll(broker.url, queue, 320);
    assert.equal(arrived.length, 320);
    for (const caller of callers) {
      const own = arrived.map(({ messageId }) => messageId).filter((id) => id.startsWith(`${caller}/`));
      assert.deepEqual(
        own,
        Array.from({ length: 40 }, (_, n) => `${caller}/${n}`),
      );
    }
  });

  it('takes in more than the connection holds, and waits for it to drain', async () => {
    const { publisher } = openPublisher();
    const large = 'x'.repeat(200_000);
    const many = Array.from({ length: 60 }, (_, n) => ({ ...publication(`m${n}`), body: JSON.stringify(large) }));
    await publisher.publish(many);
    const arrived = await takeAll(broker.url, queue, 60);
    assert.deepEqual(
      arrived.map(({ messageId }) => messageId),
      many.map(({ messageId }) => messageId),
    );
  });

  it('notices what no queue is bound for: kept with its key, told once a key, not counted as sent', async () => {
    const { publisher, unroutable } = openPublisher();
    await publisher.publish([publication('a', 'cart.lost'), publication('b'), publication('c', 'cart.lost')]);
    assert.deepEqual(unroutable, ['cart.lost']);
    assert.deepEqual(publisher.figures(), { published: 1, unroutable: 2, reconnects: 0 });
    const kept = await takeAll(broker.url, `${exchange}.unrouted`, 2);
    assert.deepEqual(
      kept.map(({ messageId, headers }) => [messageId, headers['x-routing-key'], headers.organization_id]),
      [
        ['a', 'cart.lost', 'demo'],
        ['c', 'cart.lost', 'demo'],
      ],
    );
    assert.deepEqual((await takeAll(broker.url, queue, 1)).length, 1);
  });

  it('fails as unavailable while the line is cut, tells why, and works again by itself', async () => {
    const { publisher, troubles } = openPublisher({ patienceMs: 100 });
    await publisher.publish([publication('before')]);
    proxy.cut();
    await assert.rejects(publisher.publish([publication('during')]), ServiceUnavailableError);
    await assert.rejects(publisher.ping(), ServiceUnavailableError);
    assert.ok(troubles.length > 0);
    proxy.mend();
    await eventually(() =>
      publisher.ping().then(
        () => true,
        () => false,
      ),
    );
    await publisher.publish([publication('during')]);
    assert.deepEqual(
      (await takeAll(broker.url, queue, 2)).map(({ messageId }) => messageId),
      ['before', 'during'],
    );
    assert.equal(publisher.figures().reconnects, 1);
  });

  it('gives a frozen connection up when nothing is confirmed, so that the message can be sent again', async () => {
    const { publisher, troubles } = openPublisher({ patienceMs: 100, confirmTimeoutMs: 200 });
    await publisher.publish([publication('before')]);
    proxy.freeze();
    await assert.rejects(publisher.publish([publication('during')]), ServiceUnavailableError);
    await eventually(() => troubles.length > 0);
    assert.match(String(troubles[0]), /nothing was confirmed for 200 ms/);
    proxy.mend();
    await eventually(() =>
      publisher.publish([publication('during')]).then(
        () => true,
        () => false,
      ),
    );
    const ids = (await takeAll(broker.url, queue, 2)).map(({ messageId }) => messageId);
    assert.deepEqual([...new Set(ids)], ['before', 'during']);
  });

  it('does not start a process that has no broker yet, and closes while it still tries', async () => {
    proxy.cut();
    const { publisher } = openPublisher({ patienceMs: 50 });
    await assert.rejects(publisher.publish([publication('a')]), ServiceUnavailableError);
    await publisher.close();
    await assert.rejects(publisher.publish([publication('a')]), ServiceUnavailableError);
  });
});
