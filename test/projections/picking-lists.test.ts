import assert from 'node:assert/strict';
import type { OrderEvent } from '../../domain/order/events.ts';
import { pickingListQueries } from '../../projections/picking-lists/queries.ts';
import { freshReadModel, type TestReadModel } from './support/database.ts';
import { TestLog } from './support/log.ts';
import { history, orderUntil, place, steps } from './support/orders.ts';
import { project } from './support/project.ts';

const at = (minutes: number): string => `2026-03-01T12:${String(minutes).padStart(2, '0')}:00.000Z`;

/** One half of the order to each of two warehouses, assigned three minutes after it was placed. */
const split = (orderId: string): readonly OrderEvent[] =>
  history(place(orderId), steps.reserve(orderId, at(1)), steps.pay(orderId, at(2)), {
    type: 'AssignFulfillment',
    tasks: [
      { warehouseId: 'north', lines: [{ lineId: 'L1', quantity: 2000 }] },
      { warehouseId: 'south', lines: [{ lineId: 'L2', quantity: 500 }] },
    ],
    at: at(3),
  });

const progress = (
  type: 'ItemsPicked' | 'ItemsPacked',
  taskId: string,
  lineId: string,
  quantity: number,
): OrderEvent => ({
  type,
  data: { orderId: 'o1', status: 'processing', at: at(4), taskId, lines: [{ lineId, quantity }] },
});

describe('the read model of picking lists', () => {
  let database: TestReadModel;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());
  beforeEach(() => database.clear());

  const projected = async (events: readonly OrderEvent[], batchSize = 100): Promise<void> => {
    const log = new TestLog();
    await log.add(['order', 'demo', 'o1'], ...events);
    await project(database, log, { batchSize });
  };
  const list = async (warehouseId: string) => {
    const page = await pickingListQueries(database.readModel).listPickingLists('demo', warehouseId, { limit: 10 });
    return page.items;
  };
  const northern = {
    taskId: 'o1.F1',
    orderId: 'o1',
    orderNumber: 'ORD-2026-o1',
    warehouseId: 'north',
    status: 'assigned',
    assignedAt: at(3),
    lines: [
      {
        lineId: 'L1',
        quantity: 2000,
        picked: 0,
        packed: 0,
        variantId: 'variant-85123A',
        sku: '85123A',
        productName: 'White heart holder',
      },
    ],
  };

  it('shows each warehouse its own tasks, with what to take from the shelves', async () => {
    await projected(split('o1'));
    assert.deepEqual(await list('north'), [northern]);
    assert.deepEqual(
      (await list('south')).map(({ taskId, lines }) => [taskId, lines.map(({ sku }) => sku)]),
      [['o1.F2', ['TEA']]],
    );
    assert.deepEqual(await list('west'), []);
  });

  for (const batchSize of [1, 100]) {
    it(`follows the work until all is packed, in batches of ${batchSize}`, async () => {
      const seen: (readonly [string, number, number] | undefined)[] = [];
      const work = [
        progress('ItemsPicked', 'o1.F1', 'L1', 1000),
        progress('ItemsPicked', 'o1.F1', 'L1', 1000),
        progress('ItemsPacked', 'o1.F1', 'L1', 500),
        progress('ItemsPacked', 'o1.F1', 'L1', 1500),
      ];
      for (let done = 1; done <= work.length; done += 1) {
        await database.clear();
        await projected([...split('o1'), ...work.slice(0, done)], batchSize);
        const [task] = await list('north');
        const line = task?.lines[0];
        seen.push(task && line && [task.status, line.picked, line.packed]);
        assert.equal((await list('south')).length, 1);
      }
      assert.deepEqual(seen, [['picking', 1000, 0], ['picked', 2000, 0], ['packing', 2000, 500], undefined]);
    });

    it(`drops a task that was given up, and all of an order that was cancelled, in batches of ${batchSize}`, async () => {
      const givenUp: OrderEvent = {
        type: 'FulfillmentTaskCancelled',
        data: { orderId: 'o1', status: 'processing', at: at(4), taskId: 'o1.F1', reason: 'no stock' },
      };
      await projected([...split('o1'), givenUp], batchSize);
      assert.deepEqual([(await list('north')).length, (await list('south')).length], [0, 1]);

      await database.clear();
      const cancel = { type: 'CancelOrder', reason: 'changed my mind', cancelledBy: 'ada', at: at(4) } as const;
      const [before, assign] = [orderUntil('o1', 'pay').length, steps.assign('o1', at(3))];
      const cancelled = history(
        ...[place('o1'), steps.reserve('o1', at(1)), steps.pay('o1', at(2)), assign],
        ...[{ ...cancel, approvedBy: 'mary' }],
      );
      assert.ok(cancelled.length > before + 1);
      await projected(cancelled, batchSize);
      assert.deepEqual(await list('north'), []);
    });
  }

  it('pages through the tasks of a warehouse, the longest waiting first, and no other organisation’s', async () => {
    const log = new TestLog();
    for (const [organization, id] of [
      ['demo', 'o3'],
      ['demo', 'o1'],
      ['other', 'o9'],
      ['demo', 'o2'],
    ] as const) {
      await log.add(['order', organization, id], ...orderUntil(id, 'assign'));
    }
    await project(database, log);
    const lists = pickingListQueries(database.readModel);
    const first = await lists.listPickingLists('demo', 'north', { limit: 2 });
    assert.deepEqual(
      first.items.map(({ taskId }) => taskId),
      ['o1.F1', 'o2.F1'],
    );
    assert.deepEqual(first.next, { at: at(3), id: 'o2.F1' });
    const second = await lists.listPickingLists('demo', 'north', { limit: 2, after: first.next });
    assert.deepEqual([second.items.map(({ taskId }) => taskId), second.next], [['o3.F1'], null]);
  });
});
