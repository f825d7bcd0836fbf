import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../../domain/shared/decider.ts';
import type { TillShiftCommand } from '../../../domain/shift/commands.ts';
import { tillShiftDecider } from '../../../domain/shift/decider.ts';
import type { TillShiftEvent } from '../../../domain/shift/events.ts';
import { type TillShiftState, xReport } from '../../../domain/shift/state.ts';
import { after, close, enter, entryOf, given, hour, move, open, stateOf } from './shifts.ts';

const sale = entryOf('e-1', 'sale', 9990);

const types = (events: readonly TillShiftEvent[]) => events.map(({ type }) => type);

describe('a shift that a till records afterwards', () => {
  it('counts sales and movements that come before its opening', () => {
    const recorded = after(move('m-1', 'in', 1000, true), enter(sale));
    assert.equal(stateOf(recorded).exists, false);
    assert.equal(xReport(stateOf(recorded)).expectedCash, 10_990);
    assert.equal(xReport(given(recorded).when(open).state()).expectedCash, 60_990);
  });

  it('does not exist before its opening for those who ask for something', () => {
    const recorded = after(enter(sale));
    given(recorded)
      .when(move('m-1', 'in', 1000))
      .then({ kind: 'not_found', code: 'shift_not_found' });
    given(recorded).when(close(9990)).then({ kind: 'not_found', code: 'shift_not_found' });
  });

  it('closes at once if all that was counted is there', () => {
    const closed = given(after(open, enter(sale))).when(close(59_990, ['e-1']));
    assert.deepEqual(types(closed.events()), ['ShiftClosed']);
    assert.deepEqual(types(given(after(open)).when(close(50_000, [])).events()), ['ShiftClosed']);
  });

  it('keeps its count until the last that was counted has arrived, the opening too', () => {
    const announced = given(after(enter(sale)))
      .when(close(60_000, ['e-1', 'm-1', 'e-2', 'e-2']))
      .then([
        {
          type: 'ShiftCloseAnnounced',
          data: {
            shiftId: 'shift-1',
            closedBy: 'cashier-1',
            countedCash: 60_000,
            awaits: ['m-1', 'e-2'],
            at: hour(18),
          },
        },
      ]);
    given(announced)
      .when(close(1, ['e-1']))
      .then([]);
    const entered = [
      ...announced,
      ...given(announced)
        .when(enter(entryOf('e-2', 'sale', 10)))
        .events(),
    ];
    const opened = [...entered, ...given(entered).when(open).events()];
    assert.deepEqual(types(opened.slice(announced.length)), ['ShiftEntryRecorded', 'ShiftOpened']);
    const last = given(opened)
      .when(move('m-1', 'in', 100, true))
      .events();
    assert.deepEqual(types(last), ['CashMoved', 'ShiftClosed']);
    const [, closed] = last;
    assert.ok(closed?.type === 'ShiftClosed');
    const { countedCash, overShort, at, totals } = closed.data;
    assert.deepEqual([countedCash, overShort, at, totals.expectedCash], [60_000, -100, hour(18), 60_100]);
  });

  it('closes with its opening, if that comes last', () => {
    const announced = after(enter(sale), close(60_000, ['e-1']));
    assert.deepEqual(types(announced), ['ShiftEntryRecorded', 'ShiftCloseAnnounced']);
    assert.deepEqual(types(given(announced).when(open).events()), ['ShiftOpened', 'ShiftClosed']);
  });

  it('can be closed by people who wait no longer: what comes then is late', () => {
    const announced = after(open, close(60_000, ['e-1']));
    const closed = given(announced)
      .when(close(50_000))
      .then([
        {
          type: 'ShiftClosed',
          data: {
            shiftId: 'shift-1',
            tillId: 'till-1',
            openedAt: hour(9),
            closedBy: 'cashier-1',
            countedCash: 50_000,
            overShort: 0,
            totals: xReport(stateOf(announced)),
            at: hour(18),
          },
        },
      ]);
    given(closed)
      .when(enter(sale))
      .then([{ type: 'ShiftEntryRecorded', data: { shiftId: 'shift-1', ...sale, late: true, at: hour(13) } }]);
  });

  it('refuses nothing that has happened, though the shift is closed', () => {
    const closed = after(open, close(50_000));
    assert.deepEqual(
      types(
        given(closed)
          .when(move('m-1', 'in', 5, true))
          .events(),
      ),
      ['CashMoved'],
    );
    given(closed)
      .when(close(1, ['e-9']))
      .then([]);
  });

  it('ends the same in any order, however often each thing arrives', () => {
    const entries = fc.array(
      fc.record({
        kind: fc.constantFrom('sale' as const, 'sale' as const, 'void' as const),
        amount: fc.integer({ min: 0, max: 100_000 }),
        method: fc.constantFrom('cash', 'card_local', 'loyalty'),
      }),
      { maxLength: 8 },
    );
    const movements = fc.array(
      fc.tuple(fc.constantFrom('in' as const, 'out' as const), fc.integer({ min: 1, max: 50_000 })),
      { maxLength: 4 },
    );
    const day = fc.tuple(entries, movements, fc.nat(200_000)).chain(([sales, moves, counted]) => {
      const entered = sales.map(({ kind, amount, method }, index) =>
        enter(entryOf(`e-${index}`, kind, kind === 'void' ? 0 - amount : amount, method)),
      );
      const moved = moves.map(([direction, amount], index) => move(`m-${index}`, direction, amount, true));
      const awaits = [...entered.map(({ entry }) => entry.entryId), ...moved.map(({ movementId }) => movementId)];
      const recorded: readonly TillShiftCommand[] = [open, ...entered, ...moved, close(counted, awaits)];
      return fc.tuple(
        fc.constant(recorded),
        fc.shuffledSubarray([...recorded, ...recorded], { minLength: recorded.length * 2 }),
      );
    });
    fc.assert(
      fc.property(day, ([inOrder, shuffled]) => {
        const clean = endOf(inOrder);
        assert.ok(clean.exists && clean.close !== null);
        assert.deepEqual(endOf(shuffled), clean);
      }),
      { numRuns: 300 },
    );
  });
});

const endOf = (commands: readonly TillShiftCommand[]): TillShiftState =>
  commands.reduce<TillShiftState>((state, command) => {
    const decision = tillShiftDecider.decide(command, state);
    assert.ok(decision.ok, `${command.type} was refused`);
    return fold(tillShiftDecider.evolve, state, decision.events);
  }, tillShiftDecider.initial);
