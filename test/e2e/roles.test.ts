import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ApiClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { startEventStoreDb, type EventStoreDbServer } from '../support/eventstoredb/server.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { ready, startProcess, type EngineProcess } from '../support/processes.ts';
import { bindQueue, cleanUp, send, takeAll } from '../support/rabbit-queue.ts';
import { brokerFor, describeWithBroker, freshNames, type Broker } from '../support/rabbitmq.ts';

const roles = ['api', 'projector', 'processes', 'inventory', 'publisher', 'consumer'] as const;
type Role = (typeof roles)[number];

/** Every role in a process of its own, the log in PostgreSQL or in what speaks EventStoreDB's protocol. */
for (const log of ['PostgreSQL', 'EventStoreDB'] as const) {
  describeWithBroker(`roles in processes of their own, on ${log}`, function () {
    this.timeout(120_000);
    let database: TestDatabase;
    let eventStore: EventStoreDbServer | undefined;
    let client: pg.Client;
    let base: string;
    const running = new Map<Role, EngineProcess>();
    const api = new ApiClient(() => base);
    const { exchange, queues } = freshNames();
    const shipped = `${exchange}.shipped`;
    let broker: Broker;

    const start = async (role: Role): Promise<void> => {
      const environment = {
        DATABASE_URL: database.url,
        DATA_DIR: join(tmpdir(), 'never-used'),
        HTTP_PORT: '0',
        RABBITMQ_URL: broker.url,
        RABBITMQ_EXCHANGE: exchange,
        RABBITMQ_QUEUE_ORDERS: queues.updates,
        RABBITMQ_QUEUE_PAYMENTS: queues.payments,
        ...(eventStore && { EVENTSTORE_URL: eventStore.url }),
      };
      const started = startProcess(role, environment);
      running.set(role, started);
      if (role === 'api') base = await ready(started);
    };

    before(async function () {
      broker = await brokerFor(this);
      await bindQueue(broker.url, exchange, shipped, 'order.shipped');
      database = await freshDatabase();
      eventStore = log === 'EventStoreDB' ? await startEventStoreDb() : undefined;
      client = new pg.Client({ connectionString: database.url });
      client.on('error', () => undefined);
      await Promise.all(roles.map(start));
      await client.connect();
    });

    after(async () => {
      const codes = await Promise.all([...running.values()].map((role) => role.end('SIGTERM')));
      await client.end();
      eventStore?.stop();
      await database.drop();
      await cleanUp(broker.url, exchange, [shipped, `${exchange}.unrouted`, ...Object.values(queues)]);
      assert.deepEqual(codes, [0, 0, 0, 0, 0, 0]);
    });

    /** Shipments whose goods were taken out of the stock, each as often as it happened. */
    const deducted = async (): Promise<string[]> => {
      const { rows } = await client.query<{ shipment_id: string }>(
        `select request->'deductions'->0->>'reference_id' as shipment_id from sandbox.ledger where method = 'DeductStockBatch'`,
      );
      return rows.map(({ shipment_id }) => shipment_id).sort();
    };

    const isShown = async (id: string): Promise<boolean> =>
      (await api.get(`/orders/${id}`)).data.status === 'delivered';

    it('take orders to delivered, each deducted once, whichever of them is killed meanwhile', async () => {
      const ids: string[] = [];
      for (const victim of ['projector', 'inventory', 'processes'] as const) {
        await running.get(victim)?.end('SIGKILL');
        const placed = await api.order(4);
        assert.equal(placed.status, 201);
        assert.equal((await api.deliver(placed)).data.status, 'delivered');
        ids.push(String(placed.data.order_id));
        await start(victim);
      }
      await eventually(async () => (await Promise.all(ids.map(isShown))).every(Boolean));
      await eventually(async () => (await deducted()).length >= ids.length);
      assert.deepEqual(await deducted(), ids.map((id) => `${id}.S1`).sort());
    });

    it('publish each order once per message id, though the publisher was killed', async () => {
      await running.get('publisher')?.end('SIGKILL');
      const placed = await api.order(4);
      await api.deliver(placed);
      await start('publisher');
      const id = String(placed.data.order_id);
      const bodies: string[] = [];
      await eventually(async () => {
        bodies.push(...(await takeAll(broker.url, shipped, 1)).map(({ body }) => body));
        return bodies.some((body) => body.includes(id));
      });
      assert.equal(new Set(bodies.filter((body) => body.includes(id))).size, 1);
    });

    it('take news of prices into open carts, though the consumer was away when they came', async () => {
      await running.get('consumer')?.end('SIGKILL');
      const cart = String((await api.post('/carts')).data.cart_id);
      await api.post(`/carts/${cart}/items`, { variant_id: 'var_71053', quantity: 1 });
      const items = async () =>
        (await api.get(`/carts/${cart}`)).data.items as readonly { readonly unit_price: number }[] | undefined;
      await eventually(async () => (await items())?.length === 1);
      await send(broker.url, exchange, [
        {
          routingKey: 'product.price_updated',
          messageId: `price of ${cart}`,
          body: { organization_id: 'demo', variant_id: 'var_71053', unit_price: 4.25, currency: 'GBP' },
          timestamp: Math.ceil(Date.now() / 1000) + 1,
        },
      ]);
      await start('consumer');
      await eventually(async () => (await items())?.[0]?.unit_price === 4.25);
    });

    it('go on with an order whose API was killed', async () => {
      const placed = await api.order(4);
      await running.get('api')?.end('SIGKILL');
      await start('api');
      assert.equal((await api.deliver(placed)).data.status, 'delivered');
    });
  });
}
