import { accept, reject, type Decision } from '../shared/decider.ts';
import { isAmount } from '../shared/money.ts';
import type { MoveCash, OpenShift, RecordShiftEntry } from './commands.ts';
import type { TillShiftEvent } from './events.ts';
import type { TillShiftState } from './state.ts';
import { statusOf } from './transitions.ts';

export const openShift = (command: OpenShift): Decision<TillShiftEvent> => {
  const { shiftId, tillId, localId, cashierId, currency, float, at } = command;
  return isAmount(float)
    ? accept({ type: 'ShiftOpened', data: { shiftId, tillId, localId, cashierId, currency, float, at } })
    : reject('rule', 'invalid_amount', 'begin with a float of zero or more', { amount: float });
};

export const moveCash = (command: MoveCash, state: TillShiftState): Decision<TillShiftEvent> => {
  const { shiftId, movementId, direction, amount, reason, movedBy, at } = command;
  const late = isLate(state);
  return isAmount(amount) && amount > 0
    ? accept({ type: 'CashMoved', data: { shiftId, movementId, direction, amount, reason, movedBy, late, at } })
    : reject('rule', 'invalid_amount', 'move an amount above zero', { amount });
};

export const recordShiftEntry = (
  { shiftId, entry, at }: RecordShiftEntry,
  state: TillShiftState,
): Decision<TillShiftEvent> =>
  accept({ type: 'ShiftEntryRecorded', data: { shiftId, ...entry, late: isLate(state), at } });

/** Says whether the drawer was counted without it. */
const isLate = (state: TillShiftState): boolean => statusOf(state) === 'closed';
