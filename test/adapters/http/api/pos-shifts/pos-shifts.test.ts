import assert from 'node:assert/strict';
import { saleEntryId } from '../../../../../domain/shift/events.ts';
import { entryOf } from '../../../../domain/shift/shifts.ts';
import { contextFor } from '../../../../support/command-contexts.ts';
import { tokenOf } from '../../../../support/http.ts';
import { assertHas } from '../../support/assert-has.ts';
import { chileanTill, openedShift, opening, shifts, sold, type ChileanTill } from '../../support/chilean-till.ts';

const close = { counted_cash: 50_000, currency: 'CLP' };

const nothing = {
  sales: { count: 0, total: 0 },
  voids: { count: 0, total: 0 },
  refunds: { count: 0, total: 0 },
  tax: 0,
  discount: 0,
  cash_rounding: 0,
  tenders: [],
  cash_in: 0,
  cash_out: 0,
};

describe('till shifts over HTTP', () => {
  let till: ChileanTill;
  beforeEach(async () => {
    till = await chileanTill();
  });
  afterEach(() => till.http.close());

  const move = (direction: 'in' | 'out', amount: number, changes: object = {}) =>
    till.http.ok('POST', `${shifts}/shift-1/cash-movements`, {
      direction,
      amount,
      currency: 'CLP',
      reason: 'bank',
      ...changes,
    });
  const report = (kind: 'x' | 'z') => till.http.ok('GET', `${shifts}/shift-1/${kind}-report`);

  it('open, and are read', async () => {
    const { http } = till;
    const made = await http.ok('POST', shifts, { ...opening, shift_id: 'shift-1' });
    assert.deepEqual(made, {
      shift_id: 'shift-1',
      status: 'open',
      till_id: 'till-1',
      local_id: 'store-1',
      cashier_id: 'ana',
      currency: 'CLP',
      opened_at: '2026-11-23T15:00:00.000Z',
      version: 1,
      totals: { ...nothing, float: 50_000, expected_cash: 50_000 },
      allowed_actions: ['move_cash', 'close'],
      close: null,
      late: nothing,
    });
    assert.deepEqual(await http.ok('GET', `${shifts}/shift-1?min_version=1`), made);
    assert.deepEqual(await http.ok('POST', shifts, { ...opening, shift_id: 'shift-1' }), made);
    const { shift_id } = (await http.ok('POST', shifts, { ...opening, till_id: 'till-2' })) as { shift_id: string };
    const list = async (query: string) =>
      ((await http.ok('GET', `${shifts}${query}`)) as { items: { shift_id: string }[] }).items.map(
        (each) => each.shift_id,
      );
    assert.deepEqual(new Set(await list('')), new Set([shift_id, 'shift-1']));
    assert.deepEqual(await list('?till_id=till-1&status=open&date=2026-11-23'), ['shift-1']);
    assert.deepEqual(await list('?date=2026-11-22'), []);
    assert.deepEqual(await list('?status=closed'), []);
  });

  it('are one a till at a time', async () => {
    const { http } = till;
    await openedShift(http);
    const { status, json } = await http.request('POST', `/api/v1${shifts}`, { body: opening });
    assert.deepEqual([status, json.error.code], [409, 'till_has_open_shift']);
    assert.deepEqual(json.error.details, { till_id: 'till-1', shift_id: 'shift-1' });
    await http.ok('POST', `${shifts}/shift-1/close`, close);
    await http.ok('POST', shifts, opening);
  });

  it('count the drawer: X and Z say the same, and the Z stays', async () => {
    const { http } = till;
    await openedShift(http);
    const id = await sold(http, 'v1', 10);
    await sold(http, 'v2', 10, 'card_local');
    assertHas(await move('in', 10_000, { movement_id: 'm-1' }), { movement_id: 'm-1' });
    await move('in', 10_000, { movement_id: 'm-1' });
    await move('out', 30_000);
    const back = { items: [{ item_id: 'L1', quantity: 1 }], reason: 'too small', refund_method: 'cash' };
    assertHas(await http.ok('POST', `/pos/transactions/${id}/returns`, back), { return_id: `${id}.R1` });
    const totals = {
      sales: { count: 2, total: 199_000 },
      voids: { count: 0, total: 0 },
      refunds: { count: 1, total: -11_900 },
      tax: 29_873,
      discount: 0,
      cash_rounding: 0,
      tenders: [
        { payment_method: 'card_local', amount: 80_000, count: 1 },
        { payment_method: 'cash', amount: 107_100, count: 2 },
      ],
      cash_in: 10_000,
      cash_out: 30_000,
      float: 50_000,
      expected_cash: 137_100,
    };
    assertHas(await report('x'), { shift_id: 'shift-1', status: 'open', totals });
    assert.equal(await http.refused('GET', `/api/v1${shifts}/shift-1/z-report`), '409 shift_not_closed');

    const counted = {
      counted_cash: 137_000,
      currency: 'CLP',
      denominations: [
        { denomination: 10_000, count: 13 },
        { denomination: 100, count: 70 },
      ],
    };
    const closed = await http.ok('POST', `${shifts}/shift-1/close`, counted);
    const end = {
      closed_at: '2026-11-23T15:00:00.000Z',
      closed_by: 'boss',
      counted_cash: 137_000,
      denominations: counted.denominations,
      over_short: -100,
      z_number: 1,
    };
    assertHas(closed, { status: 'closed', totals, close: end, allowed_actions: [] });
    assert.deepEqual(await http.ok('POST', `${shifts}/shift-1/close`, { counted_cash: 1, currency: 'CLP' }), closed);
    assertHas(await report('z'), { totals, close: end, late: nothing });
    assertHas(await report('x'), { status: 'closed', totals });
  });

  it('report apart what comes after the close', async () => {
    const { http, handlers } = till;
    await openedShift(http);
    await http.ok('POST', `${shifts}/shift-1/close`, close);
    const before = (await report('z')) as { totals: unknown; close: unknown };
    const entry = entryOf(saleEntryId('late-1'), 'sale', 5990);
    const at = contextFor('x').now;
    await handlers.shift.handle('shift-1', contextFor('late'), {
      type: 'RecordShiftEntry',
      shiftId: 'shift-1',
      entry,
      at,
    });
    const { totals, close: end } = before;
    assertHas(await report('z'), { totals, close: end });
    assertHas(await report('z'), {
      late: { sales: { count: 1, total: 5990 }, tenders: [{ payment_method: 'cash', amount: 5990, count: 1 }] },
    });
  });

  it('print their reports for a roll of 80 mm', async () => {
    const { http, handlers } = till;
    await openedShift(http);
    await sold(http, 'v1', 1);
    const print = async (kind: string) => {
      const headers = { accept: 'text/plain' };
      const answer = await http.request('GET', `/api/v1${shifts}/shift-1/${kind}-report`, { headers });
      assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
      return answer.text.split('\n');
    };
    const head = [
      'Till                                till-1',
      'Store                              store-1',
      'Cashier                                ana',
      'Shift                              shift-1',
      'Currency                               CLP',
      'Opened                2026-11-23 15:00 UTC',
    ];
    const rule = '------------------------------------------';
    const totals = [
      rule,
      'Sales (1)                            11900',
      'Voids (0)                                0',
      'Refunds (0)                              0',
      'Tax included                          1900',
      'Discounts                                0',
      'Cash rounding                            0',
      '  cash (1)                           11900',
      rule,
      'Float                                50000',
      'Cash in                                  0',
      'Cash out                                 0',
      'Expected cash                        61900',
    ];
    assert.deepEqual(await print('x'), [
      'X REPORT',
      ...head,
      'Printed               2026-11-23 15:00 UTC',
      ...totals,
      '',
    ]);
    const denominations = [{ denomination: 20_000, count: 3 }];
    await http.ok('POST', `${shifts}/shift-1/close`, { counted_cash: 60_000, currency: 'CLP', denominations });
    const entry = entryOf('late', 'refund', -5990);
    const at = contextFor('x').now;
    await handlers.shift.handle('shift-1', contextFor('late'), {
      type: 'RecordShiftEntry',
      shiftId: 'shift-1',
      entry,
      at,
    });
    assert.deepEqual(await print('z'), [
      'Z REPORT No. 1',
      ...head,
      'Closed                2026-11-23 15:00 UTC',
      'Closed by                             boss',
      ...totals,
      '  3 x 20000                          60000',
      'Counted cash                         60000',
      'SHORT                                -1900',
      rule,
      'AFTER THE CLOSE',
      'Sales (0)                                0',
      'Voids (0)                                0',
      'Refunds (1)                          -5990',
      'Tax included                          -956',
      'Discounts                                0',
      'Cash rounding                            0',
      '  cash (1)                           -5990',
      'Cash in                                  0',
      'Cash out                                 0',
      '',
    ]);
  });

  it('tell their history, and are for the staff of their organisation only', async () => {
    const { http } = till;
    await openedShift(http);
    assertHas(await http.ok('GET', `${shifts}/shift-1/history`), { items: [{ type: 'ShiftOpened' }] });
    const path = `/api/v1${shifts}`;
    assert.equal(
      await http.refused('GET', `${path}/shift-1`, { headers: tokenOf('order.admin', 'eve', 'other') }),
      '404 shift_not_found',
    );
    const customer = tokenOf('order.customer', 'ann');
    assert.equal(await http.refused('POST', path, { body: opening, headers: customer }), '403 forbidden');
    assert.equal(await http.refused('GET', `${path}/shift-1/x-report`, { headers: customer }), '403 forbidden');
    const operator = tokenOf('order.operator', 'olga');
    assertHas(await http.ok('POST', `${shifts}/shift-1/close`, close, operator), { close: { closed_by: 'olga' } });
  });

  it('refuse what is no count, and no movement', async () => {
    const { http } = till;
    await openedShift(http);
    const path = `/api/v1${shifts}`;
    const answer = (of: string, body: object) => http.refused('POST', `${path}${of}`, { body });
    assert.equal(await answer('', { ...opening, float: -1 }), '400 validation_failed');
    assert.equal(await answer('', { ...opening, float: 0.5 }), '422 invalid_amount');
    assert.equal(await answer('/shift-1/close', { counted_cash: 1 }), '400 validation_failed');
    assert.equal(await answer('/shift-1/close', { counted_cash: 1, currency: 'USD' }), '422 currency_mismatch');
    assert.equal(
      await answer('/shift-1/close', { ...close, denominations: [{ denomination: 1000, count: 1 }] }),
      '422 count_differs',
    );
    const movement = { direction: 'in', amount: 5, currency: 'CLP', reason: 'change' };
    assert.equal(await answer('/shift-1/cash-movements', { ...movement, amount: 0 }), '400 validation_failed');
    assert.equal(await answer('/shift-1/cash-movements', { ...movement, reason: '' }), '400 validation_failed');
    assert.equal(await answer('/nope/cash-movements', movement), '404 shift_not_found');
    assert.equal(await answer('/nope/close', close), '404 shift_not_found');
  });
});
