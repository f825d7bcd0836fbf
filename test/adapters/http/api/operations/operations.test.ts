import assert from 'node:assert/strict';
import { Registry } from 'prom-client';
import { EventStoreUnavailableError } from '../../../../../application/ports/event-store.ts';
import { ServiceUnavailableError } from '../../../../../application/ports/service-unavailable.ts';
import { HttpTest } from '../../../../support/http.ts';

const fails = (error: unknown) => () => Promise.reject(error instanceof Error ? error : new Error('no error'));

/** A server whose catalog fails with this error. */
const failing = (error: Error): Promise<HttpTest> =>
  new HttpTest(({ catalog }) => ({ catalog: { ...catalog, search: fails(error) } })).listen();

describe('operating the HTTP server', () => {
  const open: HttpTest[] = [];
  const start = async (server: Promise<HttpTest>): Promise<HttpTest> => {
    open.push(await server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it('tells its health without a token', async () => {
    const http = await start(new HttpTest().listen());
    const store = { name: 'store', status: 'up' };
    const catalog = { name: 'catalog', status: 'up' };
    const broker = { name: 'broker', status: 'up' };
    assert.deepEqual((await http.request('GET', '/health')).json.data, { alive: true });
    assert.deepEqual((await http.request('GET', '/health/ready')).json.data, { checks: [store, catalog] });
    assert.deepEqual((await http.request('GET', '/health/db')).json.data, { checks: [store] });
    assert.deepEqual((await http.request('GET', '/health/integrations')).json.data, { checks: [broker] });
  });

  it('is ready though something is down that orders can be taken without', async () => {
    const away = { name: 'broker', check: fails(new Error('away')) };
    const health = { database: [], required: [], integrations: [away] };
    const http = await start(new HttpTest(() => ({ health })).listen());
    assert.equal((await http.request('GET', '/health/ready')).status, 200);
    assert.equal((await http.request('GET', '/health/integrations')).status, 503);
  });

  it('names what is down, and not why', async () => {
    const probes = [{ name: 'store', check: fails(new Error('postgres://user:password@host')) }];
    const http = await start(
      new HttpTest(() => ({ health: { database: probes, required: [], integrations: [] } })).listen(),
    );
    const { status, json, text } = await http.request('GET', '/health/ready');
    assert.deepEqual(
      [status, json.error.code, json.error.details],
      [503, 'not_ready', { checks: [{ name: 'store', status: 'down' }] }],
    );
    assert.ok(!text.includes('password'));
    assert.equal((await http.request('GET', '/health/integrations')).status, 200);
  });

  const faults: readonly (readonly [error: Error, answer: string])[] = [
    [new ServiceUnavailableError('catalog'), '503 catalog_unavailable'],
    [new EventStoreUnavailableError('gone'), '503 event_store_unavailable'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), '503 database_unavailable'],
    [Object.assign(new Error('shutting down'), { code: '57P01' }), '503 database_unavailable'],
    [new TypeError('cannot read the password of undefined'), '500 internal_error'],
  ];
  for (const [error, expected] of faults) {
    it(`answers ${error.name} with ${expected}`, async () => {
      const http = await start(failing(error));
      const headers = { 'x-request-id': 'request-7' };
      const { status, json, headers: answered, text } = await http.request('GET', '/api/v1/products', { headers });
      assert.equal(`${status} ${json.error.code}`, expected);
      assert.equal(answered.get('x-request-id'), 'request-7');
      assert.equal(answered.get('retry-after'), status === 503 ? '2' : null);
      assert.deepEqual(json.error.details, status === 500 ? { request_id: 'request-7' } : {});
      assert.ok(!text.includes('password'));
    });
  }

  it('makes request ids of its own where the caller’s are not fit to be kept', async () => {
    const http = await start(new HttpTest().listen());
    const ids = { 'x-request-id': 'a b', 'x-correlation-id': 'journey-1' };
    const { headers } = await http.request('GET', '/health', { headers: ids });
    assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(headers.get('x-correlation-id'), 'journey-1');
    await http.ok('POST', '/carts', {}, ids);
    assert.equal(http.shop.store.all()[0]?.metadata.correlation_id, 'journey-1');
  });

  it('sends every answer with the headers that keep browsers careful', async () => {
    const http = await start(new HttpTest().listen());
    for (const path of ['/health', '/api/v1/products', '/api/v1/orders/nope', '/nowhere', '/docs']) {
      const { headers } = await http.request('GET', path);
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none';/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-powered-by'), null);
    }
  });

  it('measures requests by their route', async () => {
    const http = await start(new HttpTest(() => ({ metrics: new Registry() })).listen());
    await http.request('GET', '/api/v1/orders/a');
    await http.request('GET', '/api/v1/orders/b');
    await http.request('GET', '/nowhere');
    const { text, headers } = await http.request('GET', '/metrics');
    assert.match(headers.get('content-type') ?? '', /^text\/plain/);
    const counts = text.split('\n').filter((line) => line.startsWith('http_request_duration_seconds_count'));
    assert.deepEqual(counts, [
      'http_request_duration_seconds_count{method="GET",route="/api/v1/orders/{order_id}",status="404"} 2',
      'http_request_duration_seconds_count{method="GET",route="unmatched",status="404"} 1',
    ]);
  });

  it('limits requests per organisation', async () => {
    const rateLimits = { perAddress: 0, perOrganization: 2 };
    const http = await start(new HttpTest(() => ({ options: { rateLimits } })).listen());
    const ask = (organization: string) =>
      http.request('GET', '/api/v1/products', { headers: { authorization: `Bearer order.admin a ${organization}` } });
    assert.deepEqual([(await ask('one')).status, (await ask('one')).status], [200, 200]);
    const third = await ask('one');
    assert.deepEqual([third.status, third.json.error.code], [429, 'rate_limited']);
    assert.match(third.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal((await ask('two')).status, 200);
  });

  it('limits requests per address', async () => {
    const rateLimits = { perAddress: 2, perOrganization: 0 };
    const http = await start(new HttpTest(() => ({ options: { rateLimits } })).listen());
    for (const status of [200, 200, 429]) assert.equal((await http.request('GET', '/api/v1/products')).status, status);
  });
});
