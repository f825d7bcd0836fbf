import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { ready, startProcess, type EngineProcess } from '../support/processes.ts';

const mugs = {
  customer_id: 'c1',
  items: [{ variant_id: 'var_71053', quantity: 4 }],
  interval: { unit: 'month', count: 1 },
  pricing: 'frozen',
  shipping_method: 'standard',
  payment_method: 'sandbox',
  shipping_address: { name: 'Ana Rojas', line1: 'Av. Larco 101', city: 'Lima', country: 'PE' },
};

/** The engine as a process, with its own timers and the sandbox's gateway. */
describe('subscriptions on the sandbox', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let engine: EngineProcess;
  let base: string;
  const api = new ApiClient(() => base);

  before(async () => {
    database = await freshDatabase();
    engine = startProcess('all-in-one', {
      DATABASE_URL: database.url,
      DATA_DIR: join(tmpdir(), 'never-used'),
      HTTP_PORT: '0',
    });
    base = await ready(engine);
  });
  after(async () => {
    assert.equal(await engine.end('SIGTERM'), 0);
    await database.drop();
  });

  const subscribed = async (payment_method_id: string): Promise<string> => {
    const { status, data } = await api.post('/subscriptions', { ...mugs, payment_method_id });
    assert.equal(status, 201, JSON.stringify(data));
    return String(data.subscription_id);
  };

  /** What is read once the subscription's last order stands so. */
  const once = async (id: string, wanted: { readonly status: string; readonly order: string }) => {
    let seen = await api.get(`/subscriptions/${id}`);
    await eventually(async () => {
      seen = await api.get(`/subscriptions/${id}`);
      const order = seen.data.last_order as { readonly status: string } | null;
      return seen.data.status === wanted.status && order?.status === wanted.order;
    });
    return seen.data;
  };

  const payments = async (id: string) => {
    const { data } = await api.get(`/orders/${id}-O1`);
    const { payments: all } = data.payment as { readonly payments: readonly { readonly status: string }[] };
    return { status: data.status, payments: all.map(({ status }) => status) };
  };

  for (const card of ['pm_ok', 'pm_slow']) {
    it(`are placed and paid by themselves with ${card}`, async () => {
      const id = await subscribed(card);
      await once(id, { status: 'active', order: 'paid' });
      assert.deepEqual(await payments(id), { status: 'confirmed', payments: ['captured'] });
    });
  }

  it('are past due with a declined card, and paid by a new one', async () => {
    const id = await subscribed('pm_declined');
    const { dunning } = await once(id, { status: 'past_due', order: 'placed' });
    const { attempt, next_retry_at: retryAt } = dunning as { readonly attempt: number; readonly next_retry_at: string };
    assert.equal(attempt, 1);
    assert.ok(Date.parse(retryAt) > Date.now() + 23 * 3_600_000, 'a day later');
    const card = { payment_method: 'sandbox', payment_method_id: 'pm_ok' };
    assert.equal((await api.post(`/subscriptions/${id}/payment-method`, card)).status, 200);
    await once(id, { status: 'active', order: 'paid' });
    assert.deepEqual(await payments(id), { status: 'confirmed', payments: ['failed', 'captured'] });
  });

  it('take their order with them when they are cancelled past due', async () => {
    const id = await subscribed('pm_declined');
    await once(id, { status: 'past_due', order: 'placed' });
    assert.equal((await api.post(`/subscriptions/${id}/cancel`, { reason: 'enough mugs' })).status, 200);
    await once(id, { status: 'cancelled', order: 'cancelled' });
    assert.deepEqual(await payments(id), { status: 'cancelled', payments: ['failed'] });
  });
});
