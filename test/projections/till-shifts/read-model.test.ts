import assert from 'node:assert/strict';
import { tillShiftDecider } from '../../../domain/shift/decider.ts';
import type { TillShiftCommand } from '../../../domain/shift/commands.ts';
import type { TillShiftEvent } from '../../../domain/shift/events.ts';
import { xReport } from '../../../domain/shift/state.ts';
import { totalsOf } from '../../../domain/shared/shift-sums.ts';
import type { ShiftFilters } from '../../../projections/till-shifts/queries.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { after as made, close, enter, entryOf, hour, open, stateOf } from '../../domain/shift/shifts.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { shiftEvents } from '../support/till-shifts.ts';

/** The events of a shift of this name at a till, opened at an hour. */
const shiftOf = (shiftId: string, tillId: string, openedAt: number, ...then: readonly TillShiftCommand[]) =>
  [{ ...open, shiftId, tillId, at: hour(openedAt) }, ...then].reduce<readonly TillShiftEvent[]>((history, command) => {
    const state = fold(tillShiftDecider.evolve, tillShiftDecider.initial, history);
    const decision = tillShiftDecider.decide(command, state);
    assert.ok(decision.ok);
    return [...history, ...decision.events];
  }, []);

const sample = { name: 'till-shifts', category: 'shift', id: 'shift-1', events: shiftEvents() } as const;

describeReadModel('the read model of till shifts', sample, (model) => {
  const list = async (filters: ShiftFilters = {}) =>
    (await model.reads.listShifts('demo', filters, { limit: 100 })).items.map(({ shiftId }) => shiftId);

  it('has the figures of the shift', async () => {
    const history = shiftEvents();
    await model.add('shift-1', ...history);
    await model.project();
    const found = await model.reads.getShift('demo', 'shift-1');
    const state = stateOf(history);
    assert.ok(state.exists);
    const { shiftId, tillId, localId, cashierId, currency, float, openedAt, inTime, late, close: end } = state;
    assert.deepEqual(found, {
      shiftId,
      version: history.length,
      inTime,
      late,
      updatedAt: hour(12),
      opened: true,
      tillId,
      localId,
      cashierId,
      currency,
      float,
      openedAt,
      close: end,
    });
  });

  it('says at any time what a close would', async () => {
    const history = shiftEvents();
    for (const [index, event] of history.entries()) {
      await model.add('shift-1', event);
      await model.project();
      const found = await model.reads.getShift('demo', 'shift-1');
      assert.ok(found !== undefined);
      assert.deepEqual(totalsOf(found.inTime, found.float), xReport(stateOf(history.slice(0, index + 1))));
    }
  });

  it('hides a shift until its opening has arrived, and shows all of it then', async () => {
    await model.add('shift-1', ...made(enter(entryOf('e-1', 'sale', 9990)), close(59_990, ['e-1'])));
    await model.project();
    assert.equal(await model.reads.getShift('demo', 'shift-1'), undefined);
    assert.deepEqual(await list(), []);
    await model.add('shift-1', ...made(enter(entryOf('e-1', 'sale', 9990)), close(59_990, ['e-1']), open).slice(2));
    await model.project();
    const found = await model.reads.getShift('demo', 'shift-1');
    assert.deepEqual([found?.version, found?.inTime.sales.total, found?.close?.overShort], [4, 9990, 0]);
  });

  it('lists them, the newest first, by till, status and day', async () => {
    await model.add('s1', ...shiftOf('s1', 'till-1', 8, { ...close(50_000), shiftId: 's1' }));
    await model.add('s2', ...shiftOf('s2', 'till-2', 9));
    await model.add('s3', ...shiftOf('s3', 'till-1', 10));
    await model.log.add(['shift', 'other', 's4'], ...shiftOf('s4', 'till-1', 10));
    await model.project();
    assert.deepEqual(await list(), ['s3', 's2', 's1']);
    assert.deepEqual(await list({ tillId: 'till-1' }), ['s3', 's1']);
    assert.deepEqual(await list({ status: 'closed' }), ['s1']);
    assert.deepEqual(await list({ tillId: 'till-1', status: 'open' }), ['s3']);
    assert.deepEqual(await list({ from: hour(9), to: hour(10) }), ['s2']);
    const { items, next } = await model.reads.listShifts('demo', {}, { limit: 2 });
    assert.deepEqual(
      items.map(({ shiftId }) => shiftId),
      ['s3', 's2'],
    );
    const rest = await model.reads.listShifts('demo', {}, { limit: 2, after: next! });
    assert.deepEqual([rest.items.map(({ shiftId }) => shiftId), rest.next], [['s1'], null]);
    assert.equal(await model.reads.getShift('demo', 's4'), undefined);
  });
});
