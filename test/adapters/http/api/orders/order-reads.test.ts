import assert from 'node:assert/strict';
import { assertHas } from '../../support/assert-has.ts';
import { HttpTest } from '../../../../support/http.ts';
import { placedOrder, takeTo } from '../../support/journeys.ts';

describe('reading orders over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  it('lists orders page by page, the newest first, a customer’s own to them', async () => {
    const mine = await placedOrder(http, { customer_id: 'c1' });
    const other = await placedOrder(http, { customer_id: 'c2' });
    const first = (await http.ok('GET', '/orders?limit=1')) as { items: { order_id: string }[]; next_cursor: string };
    assert.deepEqual(
      first.items.map(({ order_id }) => order_id),
      [other],
    );
    const second = await http.ok('GET', `/orders?limit=1&cursor=${first.next_cursor}`);
    assertHas(second, { items: [{ order_id: mine }], next_cursor: null });
    const headers = { authorization: 'Bearer order.customer c1 demo' };
    const own = await http.ok('GET', '/orders', undefined, headers);
    assertHas(own, { items: [{ order_id: mine, customer_id: 'c1', total: 28.99 }] });
    assert.equal((own as { items: [] }).items.length, 1);
    assert.deepEqual(await http.ok('GET', '/orders?customer_id=c2', undefined, headers), {
      items: [],
      next_cursor: null,
    });
    assert.equal(await http.refused('GET', '/api/v1/orders?cursor=AAAA'), '400 invalid_cursor');
  });

  it('shows an order as of a version and as of a time', async () => {
    const id = await placedOrder(http);
    http.clock.advance(10);
    await takeTo(http, id, 'confirmed');
    const then = { version: 1, status: 'pending', payment: { status: 'unpaid' }, allowed_actions: ['pay', 'cancel'] };
    assertHas(await http.ok('GET', `/orders/${id}?version=1`), then);
    assertHas(await http.ok('GET', `/orders/${id}?as_of=2026-11-23T15:09:59Z`), then);
    assertHas(await http.ok('GET', `/orders/${id}?as_of=2026-11-23T16:10:00%2B01:00`), {
      version: 4,
    });
    assert.equal(await http.refused('GET', `/api/v1/orders/${id}?version=99`), '404 version_not_found');
    assert.equal(await http.refused('GET', `/api/v1/orders/${id}?as_of=2025-01-01T00:00:00Z`), '404 version_not_found');
    assert.equal(await http.refused('GET', `/api/v1/orders/${id}?version=1&min_version=1`), '400 validation_failed');
  });

  it('waits for a version, but not for ever', async () => {
    const id = await placedOrder(http);
    assert.equal(await http.refused('GET', `/api/v1/orders/${id}?min_version=2`), '409 version_not_reached');
    const waiting = http.ok('GET', `/orders/${id}?min_version=4`);
    await takeTo(http, id, 'confirmed');
    assertHas(await waiting, { version: 4 });
  });

  it('tells the whole history, page by page', async () => {
    const id = await placedOrder(http);
    await takeTo(http, id, 'confirmed');
    const types = async (query: string): Promise<unknown[]> => {
      const page = (await http.ok('GET', `/orders/${id}/history${query}`)) as {
        items: { type: string }[];
        next_cursor: unknown;
      };
      return [...page.items.map(({ type }) => type), page.next_cursor];
    };
    assert.deepEqual(await types('?limit=3'), ['OrderPlaced', 'PaymentStarted', 'PaymentCaptured', '3']);
    assert.deepEqual(await types('?limit=3&cursor=3'), ['OrderConfirmed', null]);
    assert.deepEqual(await types('?cursor=4'), [null]);
  });
});
