import assert from 'node:assert/strict';
import { HttpTest, memoryOfKeys, tokenOf } from '../../../support/http.ts';
import { filledCart, payment, placedOrder } from '../support/journeys.ts';

const item = { variant_id: '2', quantity: 1 };

describe('idempotency keys', () => {
  let http: HttpTest;
  let cartId: string;
  beforeEach(async () => {
    http = await new HttpTest().listen();
    cartId = await filledCart(http);
  });
  afterEach(() => http.close());

  const add = (key: string, body: unknown = item, headers: Record<string, string> = {}) =>
    http.request('POST', `/api/v1/carts/${cartId}/items`, { body, headers: { 'idempotency-key': key, ...headers } });

  it('give the first answer again, to the byte, with its ETag', async () => {
    const first = await add('k1');
    await http.ok('POST', `/carts/${cartId}/items`, item);
    const events = http.shop.store.all().length;
    const again = await add('k1');
    assert.deepEqual([again.status, again.text], [first.status, first.text]);
    assert.equal(again.headers.get('etag'), first.headers.get('etag'));
    assert.deepEqual(
      [first, again].map(({ headers }) => headers.get('idempotent-replayed')),
      [null, 'true'],
    );
    assert.equal(http.shop.store.all().length, events);
  });

  it('make eight requests that come while the first is at work one execution', async () => {
    let arrivals = 0;
    let executions = 0;
    let release = (): void => undefined;
    const allArrived = new Promise<void>((resolve) => (release = resolve));
    const counting = await new HttpTest(({ engine }) => ({
      authenticator: {
        authenticate: () => {
          arrivals += 1;
          if (arrivals === 8) release();
          return Promise.resolve({ organizationId: 'demo', subject: 'boss', role: 'order.admin' });
        },
      },
      engine: {
        ...engine,
        carts: {
          ...engine.carts,
          create: async (...call) => {
            executions += 1;
            await allArrived;
            return engine.carts.create(...call);
          },
        },
      },
    })).listen();
    const options = { body: {}, headers: { 'idempotency-key': 'k1' } };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => counting.request('POST', '/api/v1/carts', options)),
    );
    await counting.close();
    assert.equal(executions, 1);
    assert.equal(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size, 1);
    assert.equal(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null).length, 1);
    assert.equal(counting.shop.store.all().length, 1);
  });

  it('make one payment of eight', async () => {
    const orderId = await placedOrder(http);
    const pay = () =>
      http.request('POST', `/api/v1/orders/${orderId}/payments`, {
        body: { ...payment, amount: 5 },
        headers: { 'idempotency-key': 'pay' },
      });
    const answers = await Promise.all(Array.from({ length: 8 }, pay));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    const captured = http.shop.store.all().filter(({ type }) => type === 'PaymentCaptured');
    assert.equal(captured.length, 1);
  });

  it('know a request by its meaning, not by how it is written', async () => {
    const first = await add('k1', '{"variant_id":"2","quantity":1}');
    const again = await add('k1', '{ "quantity": 1.0, "variant_id": "2" }');
    assert.equal(again.text, first.text);
  });

  it('are refused for another body, path or caller', async () => {
    await add('k1');
    const reused = async (answer: ReturnType<typeof add>) => {
      const { status, json } = await answer;
      assert.deepEqual([status, json.error.code], [422, 'idempotency_key_reused']);
    };
    await reused(add('k1', { ...item, quantity: 2 }));
    await reused(add('k1', item, tokenOf('order.manager', 'max')));
    await reused(http.request('POST', '/api/v1/carts', { body: {}, headers: { 'idempotency-key': 'k1' } }));
    const [one, other] = await Promise.all([add('k2'), add('k2', { ...item, quantity: 2 })]);
    assert.deepEqual([one.status, other.status], [201, 422]);
  });

  it('belong to their organisation', async () => {
    const elsewhere = { 'idempotency-key': 'k1', ...tokenOf('order.admin', 'boss', 'other') };
    await add('k1');
    const { status } = await http.request('POST', '/api/v1/carts', { body: {}, headers: elsewhere });
    assert.equal(status, 201);
  });

  it('keep refusals too, but not what was no request yet', async () => {
    const invalid = await add('k1', { ...item, colour: 'red' });
    assert.equal(invalid.status, 400);
    const unknown = await add('k1', { ...item, variant_id: '9' });
    const again = await add('k1', { ...item, variant_id: '9' });
    assert.deepEqual([unknown.status, again.status, again.headers.get('idempotent-replayed')], [404, 404, 'true']);
    assert.equal(again.text, unknown.text);
  });

  it('hold when the answer was lost: the events know the command', async () => {
    const keys = memoryOfKeys();
    const forgetful = await new HttpTest(() => ({ idempotencyKeys: { ...keys, keep: () => undefined } })).listen();
    try {
      const create = () =>
        forgetful.request('POST', '/api/v1/carts', { body: {}, headers: { 'idempotency-key': 'k1' } });
      const [first, again] = [await create(), await create()];
      assert.equal(again.text, first.text);
      const other = { body: { customer_id: 'c1' }, headers: { 'idempotency-key': 'k1' } };
      assert.equal(await forgetful.refused('POST', '/api/v1/carts', other), '422 idempotency_key_reused');
      assert.equal(forgetful.shop.store.all().length, 1);
    } finally {
      await forgetful.close();
    }
  });
});
