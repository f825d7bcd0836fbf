import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineLine } from '../../../adapters/pos-client/engine-line.ts';
import { FileStorage } from '../../../adapters/pos-client/file-storage.ts';
import { HttpLine } from '../../../adapters/pos-client/http-line.ts';
import { Till } from '../../../adapters/pos-client/till.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { HttpTest } from '../../support/http.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { tillOptions } from './tills.ts';

describe('a till and the engine', () => {
  let http: HttpTest;
  let directory: string;
  before(async () => {
    http = await new HttpTest().listen();
    directory = await mkdtemp(join(tmpdir(), 'till-'));
  });
  after(async () => {
    await http.close();
    await rm(directory, { recursive: true });
  });

  const dataOf = (type: string) =>
    http.shop.store
      .all()
      .filter((event) => event.type === type)
      .map(({ data }) => data as Readonly<Record<string, unknown>>);

  it('agree on four sales at yesterday’s price, told twice, by two tabs, after the shift was closed', async () => {
    const path = join(directory, 'till.log');
    const direct = new HttpLine({ baseUrl: http.url });
    /** The first answer is lost, and what is told again comes backwards. */
    const line: EngineLine = {
      sync: async (tillId, records) => {
        await direct.sync(tillId, records);
        return (await direct.sync(tillId, records.toReversed())).toReversed();
      },
      products: (words) => direct.products(words),
    };
    const conflicts: string[] = [];
    const options = tillOptions({
      line,
      currency: 'GBP',
      taxRates: { standard: 0.2 },
      listeners: { onConflict: ({ kind }) => conflicts.push(kind) },
    });
    const storage = await FileStorage.open(path);
    const till = new Till({ ...options, storage });
    const shiftId = await till.openShift({ cashierId: 'ana', float: 100 });
    await till.sync();

    const [mug] = await till.products.refresh('RED');
    assert.equal(mug?.unit_price, 12);
    const product = { ...mug, unit_price: 11 };
    for (let sold = 0; sold < 4; sold += 1) {
      await till.sell({ items: [{ product, quantity: 1 }], payments: [{ method: 'cash', tendered: 20 }] });
    }

    // Meanwhile somebody closes the shift at the engine, and the till starts anew: from its file.
    const close = {
      type: 'CloseShift',
      shiftId,
      closedBy: 'boss',
      countedCash: 10_000,
      at: '2026-11-23T20:00:00.000Z',
    } as const;
    const closed = await http.shop.handlers.shift.handle(shiftId, contextFor('close'), close);
    assert.ok(closed.ok);
    await storage.close();
    const reopened = await FileStorage.open(path);
    const [again, other] = [1, 2].map(() => new Till({ ...options, storage: reopened })) as [Till, Till];
    await Promise.all([again.sync(), other.sync()]);
    assert.deepEqual(await again.sync(), { acknowledged: 0, pending: 0 });

    const inventory = new InMemoryInventory({ 1: 3000 });
    const stock = moveStock({ inventory, handlers: http.shop.handlers, clock: http.clock });
    for (const event of http.shop.store.all()) await stock(event);

    assert.deepEqual(
      dataOf('PosTransactionCompleted').map(({ quote }) => (quote as { totals: { total: number } }).totals.total),
      [1100, 1100, 1100, 1100],
    );
    assert.equal(inventory.onHand('1'), -1000);
    assert.equal(dataOf('PosStockShort').length, 1);
    assert.deepEqual(
      dataOf('ShiftEntryRecorded').map(({ late }) => late),
      [true, true, true, true],
    );
    assert.deepEqual(await again.rejected(), []);
    assert.deepEqual(conflicts.sort(), [
      ...Array.from({ length: 4 }, () => 'price_differs'),
      ...Array.from({ length: 4 }, () => 'shift_closed'),
    ]);
    await reopened.close();
  });
});
