import assert from 'node:assert/strict';
import type { OfflineRecord, RecordResult } from '../../../../application/pos/sync/offline-record.ts';
import { closing, minute, movement, opening, sale, soldLine, voidOf } from './offline-records.ts';
import { SyncFixture } from './sync-fixture.ts';

/** What was answered, without what only a test of digests would know. */
const said = (results: readonly RecordResult[] | undefined): readonly string[] =>
  (results ?? []).map((result) => {
    if (result.status === 'rejected') return `rejected: ${result.rejection.code}`;
    if (result.status === 'postponed') return 'postponed';
    return [result.status, ...result.conflicts.map(({ conflict }) => conflict.kind)].join(' ');
  });

const exact = { lines: [soldLine('L1', { variantId: 'v2' })] };

describe('syncing a till', () => {
  let fixture: SyncFixture;
  beforeEach(() => {
    fixture = new SyncFixture();
  });

  it('answers for each record, in the order sent, whether it is new', async () => {
    const records = [opening(), sale('s1', exact), movement('m1'), voidOf('s1')];
    assert.deepEqual(said(await fixture.sync(records)), ['recorded', 'recorded', 'recorded', 'recorded']);
    assert.deepEqual(said(await fixture.sync(records.toReversed(), 1)), ['known', 'known', 'known', 'known']);
  });

  it('tells what is not as the engine would have had it', async () => {
    const odd = sale('s1', {
      customerId: 'unheard-of',
      lines: [soldLine('L1'), soldLine('L2', { variantId: 'unheard-of' })],
      cashRounding: -500,
    });
    const [result] = (await fixture.sync([odd])) ?? [];
    assert.ok(result?.status === 'recorded');
    assert.deepEqual(
      result.conflicts.map(({ conflict }) => conflict),
      [
        { kind: 'customer_unknown', customerId: 'unheard-of' },
        { kind: 'price_differs', lineId: 'L1', paid: 9990, now: 10_990 },
        { kind: 'totals_differ', claimed: 19_980, worked: 20_480 },
        { kind: 'unknown_product', lineId: 'L2', variantId: 'unheard-of' },
      ],
    );
  });

  it('compares what a line came to, with its promotions; a price that somebody agreed stands', async () => {
    const promotions = [{ promotionId: 'p1', name: 'Ten off', amount: 20 }];
    const records = [
      sale('s1', { lines: [soldLine('L1', { quantity: 2000, unitPrice: 11_000, discount: 20, promotions })] }),
      sale('s2', { lines: [soldLine('L1', { priceSource: 'override', unitPrice: 5000, listPrice: 10_990 })] }),
    ];
    assert.deepEqual(said(await fixture.sync(records)), ['recorded', 'recorded']);
  });

  it('records sales though nobody can be asked, and finds what differs as soon as somebody can', async () => {
    const records = [opening(), sale('s1')];
    fixture.servicesAway = true;
    assert.deepEqual(said(await fixture.sync(records)), ['recorded', 'recorded']);
    await fixture.settle();
    assert.deepEqual(said(await fixture.sync(records)), ['known', 'known price_differs']);
  });

  it('keeps the first of two sales under one id, and tells of the other', async () => {
    await fixture.sync([sale('s1', exact)]);
    const other = sale('s1', { ...exact, method: 'card_local' });
    assert.deepEqual(said(await fixture.sync([other])), ['recorded content_differs']);
    assert.deepEqual(said(await fixture.sync([other, other])), ['known content_differs', 'known content_differs']);
    assert.deepEqual(fixture.types(), ['PosTransactionCompleted', 'ShiftEntryRecorded', 'PosConflictRecorded']);
  });

  it('tells of a shift that began or ended otherwise than the till says', async () => {
    await fixture.sync([opening()]);
    await fixture.closeByHand('shift-1', 49_000);
    assert.deepEqual(said(await fixture.sync([opening({ float: 1 }), closing([])])), [
      'known content_differs',
      'known content_differs',
    ]);
    assert.deepEqual(
      said(await fixture.sync([opening(), closing([], { countedCash: 49_000, cashierId: 'manager-1' })])),
      ['known', 'known'],
    );
  });

  it('tells of shifts that had the till at once, once the earlier one has ended', async () => {
    const [first, second] = [opening(), opening({ id: 'shift-2', at: minute(30) })];
    assert.deepEqual(said(await fixture.sync([first, second])), ['recorded', 'recorded']);
    assert.deepEqual(said(await fixture.sync([closing([], { at: minute(60) })])), ['recorded shifts_overlap']);
    const answers = await fixture.sync([first, second, opening({ id: 'shift-3', at: minute(60) })]);
    assert.deepEqual(said(answers), ['known shifts_overlap', 'known shifts_overlap', 'recorded']);
    await fixture.settle();
    assert.deepEqual(fixture.dataOf('TillShiftsOverlapped'), [
      { tillId: 'till-1', shiftId: 'shift-2', earlierShiftId: 'shift-1', at: minute(60) },
    ]);
  });

  it('takes in what it can, though one record cannot be kept', async () => {
    const records: readonly OfflineRecord[] = [movement('m1', { amount: -1 }), opening(), sale('s1', exact)];
    assert.deepEqual(said(await fixture.sync(records)), ['rejected: invalid_amount', 'recorded', 'recorded']);
  });

  it('takes in what it can, though the log fails once; the rest is told again', async () => {
    const records = [opening(), sale('s1', exact), sale('s2', exact)];
    let calls = 0;
    fixture.unlucky = () => (calls += 1) === 1;
    assert.equal(await fixture.sync(records), undefined);
    assert.deepEqual(said(await fixture.sync(records)), ['recorded', 'known', 'known']);
  });

  it('does not mix tills that use one name', async () => {
    await fixture.sync([sale('s1', exact)], 0, 'till-1');
    assert.deepEqual(said(await fixture.sync([sale('s1', exact)], 0, 'till-2')), ['recorded content_differs']);
  });
});
