import { accept, fold, reject, type Decision, type Refusal } from '../shared/decider.ts';
import { hasId } from '../shared/ids.ts';
import { isAmount, sum } from '../shared/money.ts';
import type { CloseShift, RecordZNumber } from './commands.ts';
import type { CashCount, ShiftClosed, TillShiftEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { countOf, xReport, type AnnouncedClose, type OpenedShift, type TillShiftState } from './state.ts';

/** Counts the drawer; or, where the record of an offline till comes too early, keeps the count until everything that was counted is there. */
export const closeShift = (command: CloseShift, state: TillShiftState): Decision<TillShiftEvent> => {
  const { shiftId, closedBy, at } = command;
  const refusal = countRefusal(command);
  if (refusal !== undefined) return refusal;
  const awaits = [...new Set(command.awaits)].filter((id) => !hasId(state.known, id));
  return state.exists && awaits.length === 0
    ? accept(closed(state, command))
    : accept({ type: 'ShiftCloseAnnounced', data: { shiftId, closedBy, ...countOf(command), awaits, at } });
};

/** Adds to the events the close that was announced, if they bring the last that it waits for. */
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

export const recordZNumber = ({ zNumber, at }: RecordZNumber, state: TillShiftState): Decision<TillShiftEvent> => {
  if (!state.exists) return accept();
  const { shiftId, tillId } = state;
  return accept({ type: 'ZReportNumbered', data: { shiftId, tillId, zNumber, at } });
};

/** Refuses what cannot have been counted; undefined if it can. */
const countRefusal = ({ countedCash, denominations }: CashCount): Refusal | undefined => {
  if (!isAmount(countedCash)) return reject('rule', 'invalid_amount', 'count zero or more', { amount: countedCash });
  if (denominations === undefined) return undefined;
  const amounts = denominations.map(({ denomination, count }) => denomination * count);
  const isCount = denominations.every(({ denomination, count }) => isAmount(denomination) && isAmount(count));
  return isCount && sum(amounts) === countedCash
    ? undefined
    : reject('rule', 'count_differs', 'count again: the coins and notes do not come to the amount');
};
