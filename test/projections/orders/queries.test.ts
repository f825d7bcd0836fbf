import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addMinutes } from '../../../domain/shared/instant.ts';
import { orderQueries, type OrderFilters } from '../../../projections/orders/queries.ts';
import { decodeCursor, encodeCursor, type Cursor } from '../../../projections/paging/queries.ts';
import type { OrderSummary } from '../../../projections/orders/view.ts';
import { freshReadModel, type TestReadModel } from '../support/database.ts';
import { TestLog } from '../support/log.ts';
import { orderUntil, placedAt } from '../support/orders.ts';
import { project } from '../support/project.ts';

describe('queries of orders', () => {
  let database: TestReadModel;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());

  describe('one order', () => {
    before(async () => {
      await database.clear();
      const log = new TestLog();
      await log.add(['order', 'demo', 'o1'], ...orderUntil('o1'));
      await log.add(['order', 'demo', 'o2'], ...orderUntil('o2', 'pay', { customerId: null }));
      await project(database, log);
    });

    const found = async (organization: string, orderId: string, onlyCustomerId?: string): Promise<boolean> => {
      const orders = orderQueries(database.readModel);
      const order = await orders.getOrder(
        organization,
        orderId,
        onlyCustomerId === undefined ? {} : { onlyCustomerId },
      );
      return order?.orderId === orderId;
    };

    it('is there for its organisation and its customer only', async () => {
      assert.equal(await found('demo', 'o1'), true);
      assert.equal(await found('demo', 'o1', 'customer-1'), true);
      assert.equal(await found('demo', 'o1', 'customer-2'), false);
      assert.equal(await found('other', 'o1'), false);
      assert.equal(await found('demo', 'o9'), false);
    });

    it('of a guest is no customer’s', async () => {
      assert.equal(await found('demo', 'o2'), true);
      assert.equal(await found('demo', 'o2', 'customer-1'), false);
    });
  });

  describe('lists', () => {
    before(async () => {
      await database.clear();
      const log = new TestLog();
      const at = (minutes: number) => ({ at: addMinutes(placedAt, minutes) });
      await log.add(['order', 'demo', 'a'], ...orderUntil('a', 'deliver', at(0)));
      await log.add(['order', 'demo', 'b'], ...orderUntil('b', 'pay', { ...at(10), customerId: 'customer-2' }));
      await log.add(
        ['order', 'demo', 'c'],
        ...orderUntil('c', 'pay', { ...at(10), orderType: 'phone', purchaseOrderNumber: 'OC-4500' }),
      );
      await log.add(['order', 'demo', 'd'], ...orderUntil('d', 'reserve', { ...at(20), externalReference: 'PO-7' }));
      await log.add(['order', 'other', 'z'], ...orderUntil('z'));
      await project(database, log);
    });

    const list = async (filters: OrderFilters, organization = 'demo'): Promise<string> => {
      const page = await orderQueries(database.readModel).listOrders(organization, filters, { limit: 100 });
      return page.items.map(({ orderId }) => orderId).join(' ');
    };

    it('show an organisation’s orders, the newest first', async () => {
      assert.equal(await list({}), 'd c b a');
      assert.equal(await list({}, 'other'), 'z');
    });

    it('are narrowed by status, type, customer and time, all at once', async () => {
      assert.equal(await list({ status: 'confirmed' }), 'c b');
      assert.equal(await list({ type: 'phone' }), 'c');
      assert.equal(await list({ customerId: 'customer-1' }), 'd c a');
      assert.equal(await list({ from: addMinutes(placedAt, 10) }), 'd c b');
      assert.equal(await list({ to: addMinutes(placedAt, 10) }), 'a');
      assert.equal(await list({ status: 'confirmed', customerId: 'customer-1', to: addMinutes(placedAt, 11) }), 'c');
      assert.equal(await list({ status: 'delivered', type: 'phone' }), '');
    });

    it('find words of an order in any case: all of them, whole ones, and no names', async () => {
      assert.equal(await list({ q: 'ord-2026-b' }), 'b');
      assert.equal(await list({ q: 'B' }), 'b');
      assert.equal(await list({ q: 'po-7' }), 'd');
      assert.equal(await list({ q: '85123a TEA' }), 'd c b a');
      assert.equal(await list({ q: '85123a po-7' }), 'd');
      assert.equal(await list({ q: 'oc-4500' }), 'c');
      assert.equal(await list({ q: '85123' }), '');
      assert.equal(await list({ q: 'Ada' }), '');
      assert.equal(await list({ q: '  ' }), 'd c b a');
      assert.equal(await list({ q: 'po-7\0' }), 'd');
    });

    it('have of each order what a list needs', async () => {
      const page = await orderQueries(database.readModel).listOrders('demo', { type: 'phone' }, { limit: 1 });
      assert.deepEqual(page, {
        items: [
          {
            orderId: 'c',
            orderNumber: 'ORD-2026-c',
            orderType: 'phone',
            status: 'confirmed',
            version: 5,
            customerId: 'customer-1',
            currency: 'GBP',
            total: 2750,
            linesCount: 2,
            captured: 2750,
            refunded: 0,
            paymentStatus: 'paid',
            placedAt: '2026-03-01T12:10:00.000Z',
            updatedAt: '2026-03-01T12:12:00.000Z',
          },
        ],
        next: null,
      });
    });
  });

  it('pages show every order once, in order, whatever is placed meanwhile', async () => {
    const times = fc.nat({ max: 3 });
    const old = fc.array(times, { minLength: 1, maxLength: 12 });
    const limits = fc.integer({ min: 1, max: 5 });
    await fc.assert(
      fc.asyncProperty(old, fc.array(times, { maxLength: 6 }), limits, async (before, meanwhile, limit) => {
        await database.clear();
        const log = new TestLog();
        const placeAll = async (prefix: string, minutes: readonly number[]): Promise<void> => {
          for (const [index, minute] of minutes.entries()) {
            const id = `${prefix}${index}`;
            await log.add(['order', 'demo', id], ...orderUntil(id, 'place', { at: addMinutes(placedAt, minute) }));
          }
          await project(database, log);
        };
        await placeAll('old', before);
        const orders = orderQueries(database.readModel);
        let page = await orders.listOrders('demo', {}, { limit });
        const seen = page.items.map(placeOf);
        await placeAll('new', meanwhile);
        while (page.next !== null) {
          page = await orders.listOrders('demo', {}, { limit, after: page.next });
          assert.ok(page.items.length <= limit);
          seen.push(...page.items.map(placeOf));
        }
        assert.deepEqual(seen, seen.toSorted(newestFirst));
        assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
        assert.equal(seen.filter(({ id }) => id.startsWith('old')).length, before.length);
      }),
      { numRuns: 15 },
    );
  });

  it('never answers more than a hundred', async () => {
    await database.clear();
    const log = new TestLog();
    for (let n = 0; n < 101; n += 1) await log.add(['order', 'demo', `o${n}`], ...orderUntil(`o${n}`, 'reserve'));
    await project(database, log);
    const page = await orderQueries(database.readModel).listOrders('demo', {}, { limit: 1000 });
    assert.equal(page.items.length, 100);
    assert.notEqual(page.next, null);
  });

  it('reads each list along an index', async () => {
    const client = await database.pool.connect();
    await client.query('set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off');
    const explain = async (where: string): Promise<string> => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select * from read_model.orders where organization_id = 'demo' ${where}
         order by placed_at desc, order_id desc limit 50`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const after = `and (placed_at, order_id) < ('2026-03-01T12:00:00Z', 'o1')`;
    for (const where of ['', after, `and status = 'confirmed' ${after}`, `and customer_id = 'c' ${after}`]) {
      const plan = await explain(where);
      assert.match(plan, /Index Scan Backward/);
      assert.doesNotMatch(plan, /Sort/);
    }
    client.release(true);
  });
});

describe('cursors', () => {
  it('come back as they were', () => {
    const instants = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2999-01-01') });
    const ids = fc.stringMatching(/^[!-~]{1,40}$/);
    fc.assert(
      fc.property(instants, ids, (date, id) => {
        const cursor = { at: date.toISOString(), id };
        assert.deepEqual(decodeCursor(encodeCursor(cursor)), cursor);
      }),
    );
  });

  it('are refused if they are anything else', () => {
    const encode = (text: string): string => Buffer.from(text).toString('base64url');
    for (const text of ['', 'x', '2026-03-01T12:00:00.000Z', '2026-13-41T12:00:00.000Z o1', '2026-03-01 o1', '\0']) {
      assert.equal(decodeCursor(encode(text)), undefined, text);
      assert.equal(decodeCursor(text), undefined, text);
    }
    assert.equal(decodeCursor(encode('2026-03-01T12:00:00.000Z o\u00001')), undefined);
  });
});

const placeOf = ({ placedAt: at, orderId: id }: OrderSummary): Cursor => ({ at, id });

const newestFirst = (a: Cursor, b: Cursor): number => compare(b.at, a.at) || compare(b.id, a.id);

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
