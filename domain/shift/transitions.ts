import { reject, type Decision } from '../shared/decider.ts';
import type { TillShiftCommand } from './commands.ts';
import type { TillShiftState } from './state.ts';

export type ShiftStatus = 'none' | 'open' | 'closed';

type Arrows = Partial<Readonly<Record<ShiftStatus, readonly ShiftStatus[]>>>;

interface Transition {
  /** Where the command is allowed, and where it may lead from there. */
  readonly arrows: Arrows;
  /** The same for a till that was cut off and tells of it afterwards. */
  readonly offline?: Arrows;
  /** The name that people know the command by; none: only a process sends it, or it begins the shift. */
  readonly action?: string;
}

/**
 * The state machine of a shift: the only place that says which command is allowed in which status and where it may
 * lead. To `closed` lead also the opening and the last entry that an announced close waits for.
 */
export const shiftTransitions: Readonly<Record<TillShiftCommand['type'], Transition>> = {
  OpenShift: { arrows: { none: ['open', 'closed'] } },
  MoveCash: {
    action: 'move_cash',
    arrows: { open: ['open', 'closed'] },
    offline: { none: ['none'], open: ['open', 'closed'], closed: ['closed'] },
  },
  RecordShiftEntry: { arrows: { none: ['none'], open: ['open', 'closed'], closed: ['closed'] } },
  CloseShift: { action: 'close', arrows: { open: ['closed'] }, offline: { none: ['none'], open: ['open', 'closed'] } },
  RecordZNumber: { arrows: { closed: ['closed'] } },
};

export const statusOf = (state: TillShiftState): ShiftStatus => {
  if (!state.exists) return 'none';
  return state.close === null ? 'open' : 'closed';
};

/** Where the command is allowed, as it comes. */
export const arrowsOf = (command: TillShiftCommand): Arrows => {
  const { arrows, offline = arrows } = shiftTransitions[command.type];
  return isTold(command) ? offline : arrows;
};

/** Whether a till tells of it afterwards, instead of asking for it. */
const isTold = (command: TillShiftCommand): boolean => {
  switch (command.type) {
    case 'MoveCash':
      return command.offline === true;
    case 'CloseShift':
      return command.awaits !== undefined;
    default:
      return false;
  }
};

/** The refusal of a command that the status does not allow; undefined if it does. */
export const statusObstacle = (command: TillShiftCommand, state: TillShiftState): Decision<never> | undefined => {
  const status = statusOf(state);
  const arrows = arrowsOf(command);
  if (Object.hasOwn(arrows, status)) return undefined;
  if (status === 'none') return reject('not_found', 'shift_not_found', 'there is no such shift');
  const allowed = Object.keys(arrows);
  const message = `the shift is ${status}; this is possible only when it is ${allowed.join(', ')}`;
  return reject('wrong_state', 'invalid_transition', message, { status, command: command.type, allowed_from: allowed });
};

/** What a person could do with the shift now, by the API's names. */
export const shiftActions = (status: ShiftStatus): readonly string[] =>
  Object.values(shiftTransitions)
    .filter(({ arrows }) => Object.hasOwn(arrows, status))
    .flatMap(({ action }) => action ?? []);
