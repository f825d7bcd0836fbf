import { reject } from '../shared/decider.ts';
import { stateMachine, stays, type Arrows, type StateMachine, type TransitionTable } from '../shared/state-machine.ts';
import type { TillShiftCommand } from './commands.ts';
import type { TillShiftState } from './state.ts';

/** Includes `none`: its opening is not known, whatever else is. */
export type ShiftStatus = 'none' | 'open' | 'closed';

type ShiftTable = TransitionTable<TillShiftCommand['type'], ShiftStatus>;

/** Closes an open shift where it is the last that an announced close waits for. */
const whileOpen: Arrows<ShiftStatus> = { open: ['open', 'closed'] };

/** Allows what has happened at any time: before the opening is known it waits, after the close it is late. */
const anytime: Arrows<ShiftStatus> = { ...stays('none', 'closed'), ...whileOpen };

/**
 * Says which command is allowed in which status and where it may lead, in this one place. Decider, tests, documentation and the
 * API's allowed actions come from it.
 */
const table: ShiftTable = {
  OpenShift: { arrows: { none: ['open', 'closed'] } },
  MoveCash: { action: 'move_cash', arrows: whileOpen },
  RecordShiftEntry: { arrows: anytime },
  CloseShift: { action: 'close', arrows: { open: ['closed'] } },
  RecordZNumber: { arrows: stays('closed') },
};

const machineOf = (ofTable: ShiftTable): StateMachine<TillShiftCommand['type'], ShiftStatus> =>
  stateMachine('shift', ['none', 'open', 'closed'], ofTable, (status) =>
    status === 'none' ? reject('not_found', 'shift_not_found', 'there is no such shift') : undefined,
  );

export const shiftMachine = machineOf(table);

/** Holds the same states for the records of a till that was cut off: they come when the till is back. */
export const offlineShiftMachine = machineOf({
  ...table,
  MoveCash: { arrows: anytime },
  CloseShift: { arrows: { none: ['none'], ...whileOpen } },
});

/** Chooses the machine that a command is held to. */
export const machineFor = (command: TillShiftCommand): typeof shiftMachine => {
  const isOfflineRecord =
    (command.type === 'MoveCash' && command.offline === true) ||
    (command.type === 'CloseShift' && command.awaits !== undefined);
  return isOfflineRecord ? offlineShiftMachine : shiftMachine;
};

export const statusOf = (state: TillShiftState): ShiftStatus => {
  if (!state.exists) return 'none';
  return state.close === null ? 'open' : 'closed';
};

/** Lists what a person could do with the shift now, by the API's names. */
export const shiftActions = (status: ShiftStatus): readonly string[] => shiftMachine.allowedActions(status, undefined);
