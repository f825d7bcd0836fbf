import assert from 'node:assert/strict';
import { opening, sale, soldLine } from './offline-records.ts';
import { SyncFixture } from './sync-fixture.ts';

/** Two of a thing that there is one of, and two of another: at 9990 each, and each costs 10990 by now. */
const sales = ['v1', 'v1', 'v3', 'v3'].map((variantId, index) =>
  sale(`s${index + 1}`, { lines: [soldLine('L1', { variantId })] }),
);

describe('four sales of a till that was cut off', () => {
  it('stand at the price paid, though told twice, backwards, by two tabs, after the shift was closed', async () => {
    const fixture = new SyncFixture({ v1: 1000, v2: 0, v3: 100_000 });
    await fixture.sync([opening()]);
    await fixture.closeByHand('shift-1');

    await fixture.sync(sales);
    await fixture.sync(sales);
    await Promise.all([fixture.sync(sales.toReversed(), 0), fixture.sync(sales.toSpliced(1, 2), 1)]);
    await fixture.settle();
    const answers = await fixture.sync(sales, 1);

    const told = answers?.map((answer) =>
      answer.status === 'known' ? answer.conflicts.map(({ conflict }) => conflict) : answer.status,
    );
    const differs = { kind: 'price_differs', lineId: 'L1', paid: 9990, now: 10_990 };
    const late = { kind: 'shift_closed', shiftId: 'shift-1' };
    assert.deepEqual(
      told,
      sales.map(() => [differs, late]),
    );

    const sold = fixture.dataOf('PosTransactionCompleted');
    assert.deepEqual(sold.map(({ transactionId }) => transactionId).sort(), ['s1', 's2', 's3', 's4']);
    assert.deepEqual(
      sold.map(({ quote }) => (quote as { totals: { total: number } }).totals.total),
      [9990, 9990, 9990, 9990],
    );
    assert.equal(fixture.inventory.onHand('v1'), -1000);
    assert.deepEqual(
      fixture.dataOf('PosStockShort').map(({ lines }) => lines),
      [[{ variantId: 'v1', sold: 1000, available: 0 }]],
    );
    assert.deepEqual(
      fixture.dataOf('ShiftEntryRecorded').map(({ late, total }) => [late, total]),
      sales.map(() => [true, 9990]),
    );
    assert.equal(fixture.dataOf('ShiftClosed').length, 1);
  });
});
