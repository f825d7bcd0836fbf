import assert from 'node:assert/strict';
import { readSide } from '../../../../projections/read-models.ts';
import type { Projector } from '../../../../projections/runner/projector.ts';
import { VersionWaiter } from '../../../../projections/versions/waiter.ts';
import { freshReadModel, type TestReadModel } from '../../../projections/support/database.ts';
import { start } from '../../../projections/support/project.ts';
import { HttpTest, tokenOf } from '../../../support/http.ts';
import { assertHas } from '../support/assert-has.ts';
import { placedOrder, requestedReturn, takeTo } from '../support/journeys.ts';

describe('HTTP on the read models in PostgreSQL', () => {
  let database: TestReadModel;
  let versions: VersionWaiter;
  let projector: Projector;
  let http: HttpTest;
  before(async () => {
    database = await freshReadModel();
    versions = new VersionWaiter(database.readModel, database.connection);
    const waitForVersion = versions.waitForVersion.bind(versions);
    const reads = { ...readSide(database.readModel), waitForVersion };
    http = await new HttpTest(() => ({ readSide: reads })).listen();
    projector = start(database, http.shop.store);
  });
  after(async () => {
    await http.close();
    await projector.stop();
    await versions.close();
    await database.drop();
  });

  const idsOf = (list: unknown): readonly string[] =>
    (list as { items: { order_id: string }[] }).items.map(({ order_id }) => order_id);

  it('reads what was written, as soon as the version is there', async () => {
    const id = await placedOrder(http, { customer_id: 'ann' });
    assertHas(await http.ok('GET', `/carts/${id}?min_version=3`), { status: 'checked_out', order_id: id });
    await takeTo(http, id, 'processing');
    assertHas(await http.ok('GET', `/orders/${id}?min_version=5`), {
      status: 'processing',
      version: 5,
      allowed_actions: ['refund', 'cancel', 'cancel_fulfillment_task', 'pick'],
      customer: { customer_id: 'ann', name: 'Ada Byron', email: 'ada@example.com' },
      payment: { status: 'paid', captured: 28.99 },
    });
    assertHas(await http.ok('GET', '/picking-lists?warehouse_id=main'), {
      items: [{ task_id: `${id}.F1`, order_number: 'ORD-2026-000001', status: 'assigned' }],
    });
    assert.equal(await http.refused('GET', `/api/v1/orders/${id}?min_version=99`), '409 version_not_reached');
  });

  it('shows the present as the past shows it at the same version', async () => {
    const id = await placedOrder(http);
    await takeTo(http, id, 'delivered');
    const now = await http.ok('GET', `/orders/${id}?min_version=10`);
    assert.deepEqual(await http.ok('GET', `/orders/${id}?version=10`), now);
  });

  it('lists orders by all that it can be asked for', async () => {
    http.clock.advance(60);
    const [first, second] = [
      await placedOrder(http, { customer_id: 'bob' }),
      await placedOrder(http, { customer_id: 'bob' }),
    ];
    await http.ok('GET', `/orders/${second}?min_version=1`);
    const { order_number: number } = (await http.ok('GET', `/orders/${second}`)) as { order_number: string };
    const list = async (query: string) => idsOf(await http.ok('GET', `/orders?${query}`));
    assert.deepEqual(new Set(await list('customer_id=bob&status=pending&type=online')), new Set([first, second]));
    assert.deepEqual(await list(`q=${number}`), [second]);
    assert.deepEqual(await list('customer_id=bob&to=2026-11-23T16:00:00Z'), []);
    assert.equal((await list('customer_id=bob&from=2026-11-23T16:00:00Z')).length, 2);
    const page = (await http.ok('GET', '/orders?customer_id=bob&limit=1')) as { next_cursor: string };
    const rest = await http.ok('GET', `/orders?customer_id=bob&limit=1&cursor=${page.next_cursor}`);
    assert.deepEqual(new Set([...idsOf(page), ...idsOf(rest)]), new Set([first, second]));
    assertHas(rest, { next_cursor: null });
  });

  it('hides another customer’s cart, order and return', async () => {
    const id = await placedOrder(http, { customer_id: 'ann' });
    await takeTo(http, id, 'delivered');
    const returnId = await requestedReturn(http, id);
    await http.ok('GET', `/returns/${returnId}?min_version=1`);
    for (const path of [`carts/${id}`, `orders/${id}`, `returns/${returnId}`]) {
      const eve = { headers: tokenOf('order.customer', 'eve') };
      assert.match(await http.refused('GET', `/api/v1/${path}`, eve), /^404 \w+_not_found$/);
      assert.equal(
        (await http.request('GET', `/api/v1/${path}`, { headers: tokenOf('order.customer', 'ann') })).status,
        200,
      );
    }
  });
});
