import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { HttpTest } from '../../../support/http.ts';

/** A server whose product search answers when it is told to. */
const slowServer = async () => {
  let arrive = (): void => undefined;
  let answer = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const released = new Promise<void>((resolve) => (answer = resolve));
  const search = async () => {
    arrive();
    await released;
    return [];
  };
  const http = await new HttpTest(({ catalog }) => ({ catalog: { ...catalog, search } })).listen();
  return { http, arrived, answer };
};

describe('closing the HTTP server', () => {
  it('lets requests in flight finish, accepts no more, and ends their connections', async () => {
    const { http, arrived, answer } = await slowServer();
    const inFlight = http.request('GET', '/api/v1/products');
    await arrived;
    const closed = http.close();
    await assert.rejects(http.request('GET', '/health'));
    answer();
    const { status, headers } = await inFlight;
    assert.deepEqual([status, headers.get('connection')], [200, 'close']);
    await closed;
  });

  it('does not wait for connections that ask nothing', async () => {
    const http = await new HttpTest().listen();
    const { port, hostname } = new URL(http.url);
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    await http.request('GET', '/health');
    const ended = once(silent, 'close');
    await http.close();
    await ended;
  });

  it('cuts off what takes longer than the grace', async () => {
    const { http, arrived, answer } = await slowServer();
    const inFlight = http.request('GET', '/api/v1/products');
    await arrived;
    await Promise.all([assert.rejects(inFlight), http.close(50)]);
    answer();
  });

  it('is closed once, however often it is told to', async () => {
    const http = await new HttpTest().listen();
    await Promise.all([http.close(), http.close()]);
    await http.close();
  });
});
