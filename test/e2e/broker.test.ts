import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from 'amqplib';
import pg from 'pg';
import { eventually } from '../support/eventually.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { startProcess, type EngineProcess } from '../support/processes.ts';
import { bindQueue, cleanUp, takeAll, type Arrived } from '../support/rabbit-queue.ts';
import { brokerFor, describeWithBroker, freshNames, type Broker } from '../support/rabbitmq.ts';

const month = fileURLToPath(new URL('../support/data/online-retail-2010-12.csv.gz', import.meta.url));

/** What the log has for the keys `order.*`, in its order, reckoned by SQL of its own. */
const expectedEvents = `
  select id::text, stream, type from event_store.events
  where stream like 'order-%' and (
    type in ('OrderPlaced', 'OrderConfirmed', 'PaymentCaptured', 'OrderCancelled')
    or (type = 'FulfillmentAssigned' and data::text like '%.F1"%')
    or (type = 'ShipmentDispatched' and data::json->>'status' = 'shipped')
    or (type = 'ShipmentDelivered' and data::json->>'status' = 'delivered')
    or (type = 'OrderReturnRefunded' and data::json->>'status' = 'refunded'))
  order by position`;

describeWithBroker('publications over a broker that dies in the middle of an import', function () {
  this.timeout(180_000);
  const { exchange } = freshNames();
  const queue = `${exchange}.orders`;
  let broker: Broker;
  let database: TestDatabase;
  let client: pg.Client;
  let publisher: EngineProcess;

  before(async function () {
    broker = await brokerFor(this);
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await bindQueue(broker.url, exchange, queue, 'order.#');
  });

  after(async () => {
    assert.equal(await publisher.end('SIGTERM'), 0);
    await client.end();
    await database.drop();
    await cleanUp(broker.url, exchange, [queue, `${exchange}.unrouted`]);
  });

  const start = (entry: string, argv: readonly string[] = []): EngineProcess =>
    startProcess(
      entry,
      {
        DATABASE_URL: database.url,
        DATA_DIR: join(tmpdir(), 'never-used'),
        RABBITMQ_URL: broker.url,
        RABBITMQ_EXCHANGE: exchange,
        LOG_LEVEL: 'silent',
      },
      argv,
    );

  const waiting = async (): Promise<number> => {
    const connection = await connect(broker.url);
    connection.on('error', () => undefined);
    try {
      return (await (await connection.createChannel()).checkQueue(queue)).messageCount;
    } finally {
      await connection.close();
    }
  };

  /** Ids by stream, each in order, to be compared. */
  const byStream = (events: readonly { readonly stream: string; readonly id: string }[]) => {
    const ids = new Map<string, string[]>();
    for (const { stream, id } of events) ids.set(stream, [...(ids.get(stream) ?? []), id]);
    return new Map([...ids].toSorted());
  };

  /** The first of each message id, as a consumer keeps them that knows the ids it had. */
  const once = (arrived: readonly Arrived[]): readonly Arrived[] =>
    [...new Map(arrived.toReversed().map((message) => [message.messageId, message])).values()].toReversed();

  it('reach a queue bound to order.#: each event once per message id, in order per order', async () => {
    publisher = start('publisher');
    const importing = start('import', [month]);
    await eventually(async () => (await waiting()) > 500);
    await broker.crash?.();
    assert.equal(await importing.ended, 0);

    const { rows: events } = await client.query<{ id: string; stream: string; type: string }>(expectedEvents);
    assert.ok(events.length > 7_000, String(events.length));
    await eventually(async () => (await waiting()) >= events.length, 150_000);
    const arrived = once(await takeAll(broker.url, queue, events.length));
    assert.equal(arrived.length, events.length);
    const received = arrived.map(({ messageId: id, body }) => ({
      id,
      stream: `order-demo/${(JSON.parse(body) as { readonly aggregate: { readonly id: string } }).aggregate.id}`,
    }));
    assert.deepEqual(byStream(received), byStream(events));
  });
});
