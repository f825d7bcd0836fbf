import assert from 'node:assert/strict';
import type { ShiftTotals } from '../../../domain/shift/events.ts';
import { xReport } from '../../../domain/shift/state.ts';
import { after, close, enter, entryOf, given, hour, move, noTotals, number, open, opening, stateOf } from './shifts.ts';

const movement = {
  shiftId: 'shift-1',
  movementId: 'm-1',
  direction: 'out',
  amount: 30_000,
  reason: 'change',
  movedBy: 'cashier-1',
  at: hour(12),
} as const;

describe('a shift', () => {
  it('opens once, with its float in the drawer', () => {
    const opened = given([])
      .when(open)
      .then([{ type: 'ShiftOpened', data: opening }]);
    given(opened)
      .when({ ...open, float: 1 })
      .then([]);
    assert.deepEqual(xReport(stateOf(opened)), noTotals);
  });

  it('opens without a float, and not with less', () => {
    given([])
      .when({ ...open, float: 0 })
      .then([{ type: 'ShiftOpened', data: { ...opening, float: 0 } }]);
    for (const float of [-1, 0.5]) {
      given([])
        .when({ ...open, float })
        .then({ kind: 'rule', code: 'invalid_amount', details: { amount: float } });
    }
  });

  it('expects 137100 after float 50000, cash sales 119000, card 80000, in 10000, out 30000 and a cash refund of 11900', () => {
    const totals: ShiftTotals = {
      sales: { count: 3, total: 199_000 },
      voids: { count: 0, total: 0 },
      refunds: { count: 1, total: -11_900 },
      tax: 9500 + 9500 + 12_773 - 1900,
      discount: 0,
      cashRounding: 0,
      tenders: [
        { method: 'card_local', amount: 80_000, count: 1 },
        { method: 'cash', amount: 107_100, count: 3 },
      ],
      cashIn: 10_000,
      cashOut: 30_000,
      float: 50_000,
      expectedCash: 137_100,
    };
    const day = after(
      open,
      enter(entryOf('e-1', 'sale', 59_500)),
      enter(entryOf('e-2', 'sale', 80_000, 'card_local')),
      move('m-1', 'in', 10_000),
      enter(entryOf('e-3', 'sale', 59_500)),
      move('m-2', 'out', 30_000),
      enter(entryOf('e-4', 'refund', -11_900)),
    );
    assert.deepEqual(xReport(stateOf(day)), totals);
    given(day)
      .when(close(137_000))
      .then([
        {
          type: 'ShiftClosed',
          data: {
            shiftId: 'shift-1',
            tillId: 'till-1',
            openedAt: hour(9),
            closedBy: 'cashier-1',
            countedCash: 137_000,
            overShort: -100,
            totals,
            at: hour(18),
          },
        },
      ]);
  });

  it('sums up discounts, rounding and voids with their signs', () => {
    const sale = { ...entryOf('e-1', 'sale', 9995, 'cash', -5), discount: 500 };
    const back = { ...entryOf('e-2', 'void', -9995, 'cash', 5), discount: -500 };
    const other = { ...entryOf('e-3', 'sale', 9996, 'cash', 4), discount: 200 };
    assert.deepEqual(xReport(stateOf(after(open, enter(sale), enter(other), enter(back)))), {
      ...noTotals,
      sales: { count: 2, total: 19_991 },
      voids: { count: 1, total: -9995 },
      tax: 1596,
      discount: 200,
      cashRounding: 4,
      tenders: [{ method: 'cash', amount: 10_000, count: 3 }],
      expectedCash: 60_000,
    });
  });

  it('moves cash once an id, above zero, and does not ask whether it is there', () => {
    const opened = after(open);
    const moved = given(opened)
      .when(move('m-1', 'out', 30_000))
      .then([{ type: 'CashMoved', data: { ...movement, late: false } }]);
    given(moved)
      .when(move('m-1', 'in', 5))
      .then([]);
    given(after(open, move('m-0', 'out', 90_000)))
      .when(move('m-1', 'out', 30_000))
      .then([{ type: 'CashMoved', data: { ...movement, late: false } }]);
    for (const amount of [0, -1]) {
      given(opened)
        .when(move('m-1', 'in', amount))
        .then({ kind: 'rule', code: 'invalid_amount', details: { amount } });
    }
  });

  it('counts each entry once', () => {
    const entry = entryOf('e-1', 'sale', 9990);
    const entered = given(after(open))
      .when(enter(entry))
      .then([{ type: 'ShiftEntryRecorded', data: { shiftId: 'shift-1', ...entry, late: false, at: hour(13) } }]);
    given(entered)
      .when(enter({ ...entry, total: 1 }))
      .then([]);
  });

  it('closes once: counting again gives the same Z', () => {
    const closed = after(open, enter(entryOf('e-1', 'sale', 9990)), close(59_990));
    given(closed).when(close(1)).then([]);
    const state = stateOf(closed);
    assert.ok(state.exists);
    assert.deepEqual(state.close, {
      closedBy: 'cashier-1',
      countedCash: 59_990,
      overShort: 0,
      totals: {
        ...noTotals,
        sales: { count: 1, total: 9990 },
        tax: 1595,
        tenders: [{ method: 'cash', amount: 9990, count: 1 }],
        expectedCash: 59_990,
      },
      closedAt: hour(18),
      zNumber: null,
    });
  });

  it('closes on an empty drawer, but not on less than nothing', () => {
    const closed = given(after(open)).when(close(0)).state();
    assert.ok(closed.exists);
    assert.equal(closed.close?.overShort, -50_000);
    given(after(open))
      .when(close(-1))
      .then({ kind: 'rule', code: 'invalid_amount', details: { amount: -1 } });
  });

  it('keeps what comes after the close apart', () => {
    const closed = after(open, enter(entryOf('e-1', 'sale', 9990)), close(59_990));
    const entry = entryOf('e-2', 'sale', 5000);
    const late = given(closed)
      .when(enter(entry))
      .then([{ type: 'ShiftEntryRecorded', data: { shiftId: 'shift-1', ...entry, late: true, at: hour(13) } }]);
    const moved = given(late)
      .when(move('m-1', 'out', 30_000, true))
      .then([{ type: 'CashMoved', data: { ...movement, late: true } }]);
    const [before, state] = [stateOf(closed), stateOf(moved)];
    assert.ok(before.exists && state.exists);
    assert.deepEqual(state.close, before.close);
    assert.deepEqual(xReport(state), xReport(before));
    assert.deepEqual(state.late, {
      sales: { count: 1, total: 5000 },
      voids: { count: 0, total: 0 },
      refunds: { count: 0, total: 0 },
      tax: 798,
      discount: 0,
      cashRounding: 0,
      tenders: [{ method: 'cash', amount: 5000, count: 1 }],
      cashIn: 0,
      cashOut: 30_000,
    });
  });

  it('takes the number of its Z once', () => {
    const closed = after(open, close(50_000));
    const numbered = given(closed)
      .when(number(7))
      .then([{ type: 'ZReportNumbered', data: { shiftId: 'shift-1', tillId: 'till-1', zNumber: 7, at: hour(19) } }]);
    given(numbered).when(number(8)).then([]);
    const state = stateOf(numbered);
    assert.ok(state.exists);
    assert.equal(state.close?.zNumber, 7);
  });
});
