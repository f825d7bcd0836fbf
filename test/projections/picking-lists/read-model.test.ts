import assert from 'node:assert/strict';
import type { OrderEvent } from '../../../domain/order/events.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { history, orderUntil, place, steps } from '../support/orders.ts';

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

const sample = { name: 'picking_lists', category: 'order', id: 'o1', events: split('o1') } as const;

describeReadModel('the read model of picking lists', sample, (model) => {
  const projected = async (events: readonly OrderEvent[], batchSize = 100): Promise<void> => {
    await model.log.add(['order', 'demo', 'o1'], ...events);
    await model.project({ batchSize });
  };
  const list = async (warehouseId: string) => {
    const page = await model.reads.listPickingLists('demo', warehouseId, { limit: 10 });
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
        await model.clear();
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

      await model.clear();
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
    for (const [organization, id] of [
      ['demo', 'o3'],
      ['demo', 'o1'],
      ['other', 'o9'],
      ['demo', 'o2'],
    ] as const) {
      await model.log.add(['order', organization, id], ...orderUntil(id, 'assign'));
    }
    await model.project();
    const lists = model.reads;
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
