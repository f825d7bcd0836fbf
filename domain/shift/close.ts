import { accept, fold, type Decision } from '../shared/decider.ts';
import { hasId } from '../shared/id-set.ts';
import type { CloseShift, RecordZNumber } from './commands.ts';
import { countObstacle, countOf } from './count.ts';
import type { CashCount, ShiftClosed, TillShiftEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { AnnouncedClose, OpenedShift, TillShiftState } from './state.ts';
import { xReport } from './sums.ts';

/** Counts the drawer; or, told afterwards and too early, keeps the count until everything that was counted is there. */
export const closeShift = (command: CloseShift, state: TillShiftState): Decision<TillShiftEvent> => {
  const { shiftId, closedBy, at } = command;
  const rejection = countObstacle(command);
  if (rejection !== undefined) return { ok: false, rejection };
  const awaits = [...new Set(command.awaits)].filter((id) => !hasId(state.known, id));
  return state.exists && awaits.length === 0
    ? accept(closed(state, command))
    : accept({ type: 'ShiftCloseAnnounced', data: { shiftId, closedBy, ...countOf(command), awaits, at } });
};

/** The events, and the close that was announced, if they bring the last that it waits for. */
export const withAnnouncedClose = (
  events: readonly TillShiftEvent[],
  before: TillShiftState,
): readonly TillShiftEvent[] => {
  const state = fold(evolve, before, events);
  if (!state.exists || state.announced === null || state.announced.missing > 0) return events;
  return [...events, closed(state, state.announced)];
};

const closed = (shift: OpenedShift, close: CashCount & Pick<AnnouncedClose, 'closedBy' | 'at'>): ShiftClosed => {
  const { shiftId, tillId, openedAt } = shift;
  const { closedBy, countedCash, at } = close;
  const totals = xReport(shift);
  const overShort = countedCash - totals.expectedCash;
  return {
    type: 'ShiftClosed',
    data: { shiftId, tillId, openedAt, closedBy, ...countOf(close), overShort, totals, at },
  };
};

export const recordZNumber = ({ zNumber, at }: RecordZNumber, { shiftId, tillId }: OpenedShift): TillShiftEvent => ({
  type: 'ZReportNumbered',
  data: { shiftId, tillId, zNumber, at },
});
