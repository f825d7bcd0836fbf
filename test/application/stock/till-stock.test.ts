import assert from 'node:assert/strict';
import { deterministicId } from '../../../application/commands/ids.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import { lineOf } from '../../domain/pos/transactions.ts';
import { FixedClock } from '../../support/clock.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { testEngine } from '../../support/test-engine.ts';
import { tillSales } from '../../support/till-sales.ts';

const mug = 'variant-L1';

const openFixture = (onHand: number) => {
  const store = new InMemoryEventStore();
  const inventory = new InMemoryInventory({ [mug]: onHand });
  const { handlers } = testEngine({ store, inventory });
  const move = moveStock({ inventory, handlers, clock: new FixedClock() });
  let handled = 0;
  /** Hands every new event to the inventory, `times` each. */
  const deliver = async (times = 1): Promise<void> => {
    for (const event of store.all().slice(handled)) {
      for (let time = 0; time < times; time += 1) await move(event);
      handled = event.position;
    }
    if (handled < store.all().length) await deliver(times);
  };
  const short = () =>
    store
      .all()
      .filter(({ type }) => type === 'PosStockShort')
      .map(({ data }) => data as { readonly transactionId: string; readonly lines: unknown })
      .map(({ transactionId, lines }) => [transactionId, lines]);
  return { ...tillSales(handlers), store, inventory, deliver, short };
};

describe('stock of tills', () => {
  it('is taken by sales and put back by their voids, each once', async () => {
    for (const times of [1, 3]) {
      const { sell, takeBack, deliver, inventory, short } = openFixture(1000);
      await sell('pos-1');
      await deliver(times);
      assert.equal(inventory.onHand(mug), 0);
      await takeBack('pos-1');
      await deliver(times);
      assert.equal(inventory.onHand(mug), 1000);
      assert.deepEqual(short(), []);
    }
  });

  it('goes below zero where more was sold than there was, and the sale is told what it lacked: once', async () => {
    for (const times of [1, 3]) {
      const { sell, deliver, inventory, short } = openFixture(1000);
      await sell('pos-1');
      await deliver(times);
      await sell('pos-2', { lines: [lineOf('L1', 9990), { ...lineOf('L2', 9990, 500), variantId: mug }] });
      await deliver(times);
      await sell('pos-3', { lines: [lineOf('L1', 9990, 250)] });
      await deliver(times);
      assert.equal(inventory.onHand(mug), -1750);
      assert.deepEqual(short(), [
        ['pos-2', [{ variantId: mug, sold: 1500, available: 0 }]],
        ['pos-3', [{ variantId: mug, sold: 250, available: 0 }]],
      ]);
    }
  });

  it('is told what it lacked as of the sale, though the answer was lost and the stock has changed since', async () => {
    const { sell, deliver, inventory, short, store } = openFixture(400);
    await sell('pos-1');
    inventory.outage = 'after';
    await assert.rejects(deliver(), ServiceUnavailableError);
    assert.deepEqual(short(), []);
    inventory.outage = 'none';
    inventory.take(mug, -50_000);
    await deliver();

    assert.deepEqual(short(), [['pos-1', [{ variantId: mug, sold: 1000, available: 400 }]]]);
    const [sale, told] = store.all();
    assert.ok(sale !== undefined && told !== undefined);
    const { command_id, causation_id, actor } = told.metadata;
    const expected = [deterministicId(sale.id, 'inventory'), sale.id, 'process:inventory'];
    assert.deepEqual([command_id, causation_id, actor.subject], expected);
  });

  it('that was short of a sale which is taken back is told to it all the same', async () => {
    const { sell, takeBack, deliver, inventory, short } = openFixture(0);
    await sell('pos-1');
    await takeBack('pos-1');
    await deliver();
    assert.equal(inventory.onHand(mug), 0);
    assert.deepEqual(short(), [['pos-1', [{ variantId: mug, sold: 1000, available: 0 }]]]);
  });
});
