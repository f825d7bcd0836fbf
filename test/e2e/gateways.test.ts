import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ApiClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import type { GatewayServer } from '../support/gateways/gateway-server.ts';
import { startMercadoPago } from '../support/gateways/mercadopago/server.ts';
import { startPayPal } from '../support/gateways/paypal/server.ts';
import { startStripe } from '../support/gateways/stripe/server.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { ready, startProcess, type EngineProcess } from '../support/processes.ts';
import { bindQueue, cleanUp, listen } from '../support/rabbit-queue.ts';
import { brokerFor, describeWithBroker, freshNames } from '../support/rabbitmq.ts';

/** Each with a currency that it takes. */
const gateways = [
  { name: 'stripe', start: startStripe, currency: 'PEN' },
  { name: 'paypal', start: startPayPal, currency: 'BRL' },
  { name: 'mercadopago', start: startMercadoPago, currency: 'PEN' },
];

interface Payment {
  readonly payment_id: string;
  readonly gateway_payment_id: string;
  readonly status: string;
}

/** The engine as a process, the gateway's own SDK in it, a real broker: only the money is not real. */
for (const { name, start, currency } of gateways) {
  describeWithBroker(`orders paid through ${name}`, function () {
    this.timeout(120_000);
    const { exchange, queues } = freshNames();
    const everything = `${exchange}.everything`;
    let server: GatewayServer;
    let database: TestDatabase;
    let client: pg.Client;
    let engine: EngineProcess;
    let base: string;
    let brokerUrl: string;
    let listening: Awaited<ReturnType<typeof listen>>;
    const api = new ApiClient(() => base);

    before(async function () {
      brokerUrl = (await brokerFor(this)).url;
      await bindQueue(brokerUrl, exchange, everything, '#');
      listening = await listen(brokerUrl, everything);
      database = await freshDatabase();
      client = new pg.Client({ connectionString: database.url });
      client.on('error', () => undefined);
      await client.connect();
      server = await start();
      engine = startProcess('all-in-one', {
        DATABASE_URL: database.url,
        DATA_DIR: join(tmpdir(), 'never-used'),
        HTTP_PORT: '0',
        CURRENCY: currency,
        RABBITMQ_URL: brokerUrl,
        RABBITMQ_EXCHANGE: exchange,
        RABBITMQ_QUEUE_ORDERS: queues.updates,
        RABBITMQ_QUEUE_PAYMENTS: queues.payments,
        ...server.environment,
      });
      base = await ready(engine);
    });

    after(async () => {
      assert.equal(await engine.end('SIGTERM'), 0);
      await server.stop();
      await listening.end();
      await cleanUp(brokerUrl, exchange, [everything, ...Object.values(queues)]);
      await client.end();
      await database.drop();
    });

    const read = async (id: string) => (await api.get(`/orders/${id}`)).data;

    const paymentOf = async (id: string): Promise<Payment | undefined> =>
      ((await read(id)).payment as { readonly payments: readonly Payment[] } | undefined)?.payments[0];

    const typesOf = async (id: string): Promise<readonly string[]> =>
      ((await api.get(`/orders/${id}/history`)).data.items as readonly { readonly type: string }[])
        .map(({ type }) => type)
        .filter((type) => type !== 'StockReserved');

    /** The calls that moved stock for the order, in order. */
    const stockOf = async (id: string): Promise<readonly string[]> => {
      const { rows } = await client.query<{ method: string }>(
        `select method from sandbox.ledger
       where request->>'reference_id' = $1 or answer->>'reservation_id' = $1
          or request->>'reservation_id' in
             (select answer->>'reservation_id' from sandbox.ledger where request->>'reference_id' = $1)
       order by applied_at, method`,
        [id],
      );
      return rows.map(({ method }) => method).toSorted();
    };

    const publishedOf = (id: string): readonly string[] =>
      listening.arrived.filter(({ body }) => body.includes(`"id":"${id}"`)).map(({ routingKey }) => routingKey);

    /** An order that its payer has paid at the gateway, which has told nobody yet. */
    const paid = async () => {
      const placed = await api.order(4, 'var_71053', name);
      assert.equal(placed.status, 201, JSON.stringify(placed.data));
      const id = String(placed.data.order_id);
      const { total: amount } = placed.data;
      const started = await api.post(`/orders/${id}/payments`, { payment_method: name, amount, currency });
      assert.deepEqual([started.status, started.data.status], [201, 'pending'], JSON.stringify(started.data));
      assert.ok(started.data.client_secret !== undefined || started.data.approval_url !== undefined);
      await eventually(async () => (await paymentOf(id))?.gateway_payment_id !== undefined);
      const payment = await paymentOf(id);
      server.pay(payment?.gateway_payment_id ?? '');
      return { id, webhooks: `${base}/api/v1/webhooks/${name}` };
    };

    const ledgerOf = (id: string) => server.ledger.filter(({ paymentId }) => paymentId.startsWith(id));

    it('are watched over: services, gateway and broker are among the integrations', async () => {
      const { data } = (await (await fetch(`${base}/health/integrations`)).json()) as { data: { checks: unknown } };
      assert.deepEqual(
        data.checks,
        ['catalog', 'inventory', 'pricing', 'customers', name, 'rabbitmq'].map((each) => ({
          name: each,
          status: 'up',
        })),
      );
    });

    it('agree in history, publications and stock, though the webhooks come three times and backwards', async () => {
      const { id, webhooks } = await paid();
      const statuses: number[] = [];
      await eventually(async () => {
        statuses.push(...(await server.deliver(webhooks, { copies: 3, arrange: (news) => news.toReversed() })));
        return (await read(id)).status === 'confirmed';
      });
      assert.deepEqual(new Set(statuses), new Set([200]));
      assert.equal((await api.fulfil(id)).data.status, 'delivered');

      assert.deepEqual(await typesOf(id), [
        'OrderPlaced',
        'PaymentStarted',
        'PaymentScreened',
        'PaymentSubmitted',
        'PaymentCaptured',
        'OrderConfirmed',
        'FulfillmentAssigned',
        'ItemsPicked',
        'ItemsPacked',
        'ShipmentCreated',
        'ShipmentDispatched',
        'ShipmentDelivered',
      ]);
      const published = [
        'order.created',
        'payment.pending',
        'payment.succeeded',
        'order.payment_confirmed',
        'order.confirmed',
        'order.processing',
        'fulfillment.assigned',
        'shipment.created',
        'shipment.dispatched',
        'order.shipped',
        'shipment.delivered',
        'order.delivered',
      ];
      await eventually(() => Promise.resolve(publishedOf(id).length >= published.length));
      assert.deepEqual(publishedOf(id).toSorted(), published.toSorted());
      await eventually(async () => (await stockOf(id)).length >= 3);
      assert.deepEqual(await stockOf(id), ['ConfirmReservation', 'DeductStockBatch', 'ReserveStock']);
      assert.deepEqual(
        ledgerOf(id).map(({ effect, amount }) => [effect, amount]),
        [['captured', 1855]],
      );
    });

    it('keep no money that comes after they were cancelled', async () => {
      const { id, webhooks } = await paid();
      assert.equal((await api.post(`/orders/${id}/cancel`, { reason: 'changed my mind' })).data.status, 'cancelled');
      await eventually(async () => {
        await server.deliver(webhooks, { copies: 2 });
        return ledgerOf(id).length === 2 || (await typesOf(id)).includes('PaymentVoided');
      });
      await eventually(async () =>
        (await typesOf(id)).some((type) => ['RefundSucceeded', 'PaymentVoided'].includes(type)),
      );
      // PayPal takes the money only when we ask it to, after the payer's approval: then there is none to give back.
      const moved = name === 'paypal' ? [] : ['captured', 'refunded'];
      assert.deepEqual(
        ledgerOf(id).map(({ effect, amount }) => [effect, amount]),
        moved.map((effect) => [effect, 1855]),
      );
      const refunds = (await read(id)).refunds as readonly { readonly status: string; readonly amount: number }[];
      assert.deepEqual(
        refunds.map(({ status, amount }) => [status, amount]),
        name === 'paypal' ? [] : [['succeeded', 18.55]],
      );
      assert.equal((await read(id)).status, 'cancelled');
    });
  });
}
