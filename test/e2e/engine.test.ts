import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { ready, runProcess, startProcess, type EngineProcess } from '../support/processes.ts';

/** The engine as `npm start` runs it, on a directory of its own, through kills and restarts. */
describe('the engine on a bare machine', function () {
  this.timeout(120_000);
  let dataDir: string;
  let engine: EngineProcess;
  let base: string;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'comanda-engine-'));
    // mkdtemp closes its directories, and as root the database server runs as somebody else.
    await chmod(dataDir, 0o711);
    await start();
  });
  after(async () => {
    await engine.end('SIGTERM');
    await rm(dataDir, { recursive: true });
  });

  const start = async (): Promise<void> => {
    engine = startProcess('all-in-one', { DATA_DIR: dataDir, HTTP_PORT: '0' });
    base = await ready(engine);
  };

  const api = new ApiClient(() => base);

  it('takes a cart to delivered and shows its history', async () => {
    const placed = await api.order(4);
    assert.deepEqual([placed.status, placed.data.status, placed.data.total], [201, 'pending', 18.55]);
    const id = String(placed.data.order_id);
    const delivered = await api.deliver(placed);
    assert.equal(delivered.data.status, 'delivered');

    const read = await api.get(`/orders/${id}?min_version=${String(delivered.data.version)}`);
    const timeline = read.data.timeline as readonly { readonly status: string }[];
    assert.deepEqual(
      timeline.map(({ status }) => status),
      ['pending', 'payment_pending', 'confirmed', 'processing', 'ready_to_ship', 'shipped', 'delivered'],
    );
    const history = (await api.get(`/orders/${id}/history`)).data.items as readonly { readonly type: string }[];
    assert.deepEqual(
      history.map(({ type }) => type).filter((type) => type !== 'StockReserved'),
      [
        'OrderPlaced',
        'PaymentStarted',
        'PaymentCaptured',
        'OrderConfirmed',
        'FulfillmentAssigned',
        'ItemsPicked',
        'ItemsPacked',
        'ShipmentCreated',
        'ShipmentDispatched',
        'ShipmentDelivered',
      ],
    );
  });

  it('reserves stock and gives it back when the order is cancelled', async () => {
    const scarce = 'var_22451';
    const first = await api.order(3, scarce);
    assert.equal(first.status, 201);
    const id = String(first.data.order_id);
    await eventually(async () => (await api.get(`/orders/${id}?version=2`)).status === 200);
    const second = await api.order(3, scarce);
    assert.deepEqual([second.status, second.data.code], [422, 'insufficient_stock']);
    await api.post(`/orders/${id}/cancel`, { reason: 'changed my mind' });
    await eventually(async () => (await api.order(3, scarce)).status === 201);
  });

  it('has promotions to play with, until somebody ends them', async () => {
    const lunchBags = async () => {
      const cart = String((await api.post('/carts')).data.cart_id);
      await api.post(`/carts/${cart}/items`, { variant_id: 'var_20725', quantity: 3 });
      return (await api.post(`/carts/${cart}/coupons`, { code: 'welcome10' })).data;
    };
    // What applies by itself is known from a read model, and remembered for a few seconds.
    await eventually(async () => ((await lunchBags()).promotions as readonly unknown[]).length > 0);
    const { coupons, promotions, totals } = await lunchBags();
    assert.deepEqual(coupons, [{ code: 'WELCOME10', discount: 0.5 }]);
    const given = promotions as readonly { readonly name: string; readonly discount: number }[];
    assert.deepEqual(
      new Map(given.map(({ name, discount }) => [name, discount])),
      new Map([
        ['Lunch bags: 3 for 2', 1.65],
        ['5% off from 100.00', 0],
      ]),
    );
    assert.equal((totals as { readonly discount: number }).discount, 2.15);
    assert.equal((await api.post('/promotions/coupon.TAKE5/end', { reason: 'enough' })).status, 200);
  });

  it('gives one order, one number and the same answer to 50 racing checkouts', async () => {
    const cart = String((await api.post('/carts')).data.cart_id);
    await api.post(`/carts/${cart}/items`, { variant_id: 'var_71053', quantity: 5 });
    const address = { name: 'Ana Rojas', line1: 'Av. Larco 101', city: 'Lima', country: 'PE' };
    const checkout = { cart_id: cart, shipping_method: 'standard', payment_method: 'cash', shipping_address: address };
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.post('/orders/from-cart', checkout)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ data }) => `${String(data.order_id)} ${String(data.order_number)}`)).size, 1);
  });

  it('keeps every acknowledged command over kill -9, and doubles none that is sent again', async () => {
    const cart = String((await api.post('/carts')).data.cart_id);
    const acknowledged = new Set<number>();
    const send = async (n: number): Promise<void> => {
      const { status } = await api.post(`/carts/${cart}/items`, { variant_id: 'var_71053', quantity: 1 }, `add-${n}`);
      assert.equal(status, 201);
      acknowledged.add(n);
    };
    const load = Promise.allSettled(Array.from({ length: 200 }, (_, n) => send(n)));
    await eventually(() => acknowledged.size >= 20);
    await engine.end('SIGKILL');
    await load;
    const before = acknowledged.size;
    assert.ok(before < 200, 'the kill came in the middle');

    await start();
    await Promise.all(Array.from({ length: 200 }, (_, n) => send(n)));
    const { data } = await api.post(`/carts/${cart}/items`, { variant_id: 'var_71053', quantity: 1 });
    assert.deepEqual(
      (data.items as readonly { readonly quantity: number }[]).map(({ quantity }) => quantity),
      [201],
    );
  });

  it('refuses a second engine on its directory', async () => {
    const { code, log } = await runProcess('all-in-one', { DATA_DIR: dataDir, HTTP_PORT: '0' });
    assert.equal(code, 1);
    assert.match(log, /another engine runs in/);
  });

  it('stops on SIGTERM under load, with exit 0 and an answer to every request', async () => {
    const answers: number[] = [];
    const load = Array.from({ length: 50 }, async () => {
      const response = await fetch(`${base}/api/v1/carts`, {
        method: 'POST',
        body: '{}',
        headers: { 'Content-Type': 'application/json' },
      });
      answers.push(response.status);
    });
    await Promise.race(load);
    const code = await engine.end('SIGTERM');
    const settled = await Promise.allSettled(load);
    assert.equal(code, 0, engine.log());
    assert.deepEqual(new Set(answers), new Set([201]));
    // What was not accepted any more is refused by the system, not left without an answer.
    for (const result of settled) {
      if (result.status === 'rejected') assert.match(String((result.reason as Error).cause), /ECONNREFUSED|ECONNRESET/);
    }
    await start();
  });

  it('leaves the promotions alone that were ended, however often it starts', async () => {
    const cart = String((await api.post('/carts')).data.cart_id);
    await api.post(`/carts/${cart}/items`, { variant_id: 'var_71053', quantity: 20 });
    const refused = await api.post(`/carts/${cart}/coupons`, { code: 'TAKE5' });
    assert.deepEqual([refused.status, refused.data.code], [404, 'coupon_not_found']);
    assert.equal((await api.get('/promotions/coupon.TAKE5')).data.status, 'ended');
  });
});
