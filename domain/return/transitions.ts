import { reject } from '../shared/decider.ts';
import type { OpenReturn, ReturnCommand } from './commands.ts';
import type { ReturnStatus } from './events.ts';
import type { OpenedReturn, ReturnState } from './state.ts';

/** A command on a return that is open already. */
export type OpenedReturnCommand = Exclude<ReturnCommand, OpenReturn>;

interface Transition {
  /** Where the command is allowed, and where it may lead from there. */
  readonly arrows: Partial<Readonly<Record<ReturnStatus, readonly ReturnStatus[]>>>;
  /** The name that people know the command by; none: only a process sends it. */
  readonly action?: string;
  /** What must hold besides the status for the command to be offered. */
  readonly guard?: (rma: OpenedReturn) => boolean;
}

/** Whether nothing of the return has come in, or was missed, so far. */
export const isUntouched = ({ lines }: OpenedReturn): boolean => lines.every((line) => line.received === 0);

/**
 * The state machine of a return: the only place that says which command is allowed in which status and where it may
 * lead. Decider, tests, documentation and the API's allowed actions come from it.
 */
export const returnTransitions: Readonly<Record<OpenedReturnCommand['type'], Transition>> = {
  ApproveReturn: { action: 'approve', arrows: { requested: ['approved'] } },
  RejectReturn: {
    action: 'reject',
    // also after the approval, while the goods are not on their way in
    arrows: { requested: ['rejected'], approved: ['rejected'] },
    guard: isUntouched,
  },
  ReceiveReturn: { action: 'receive', arrows: { approved: ['approved', 'received'] } },
  RefundReturn: {
    action: 'refund',
    // again, under a new id, if the order could not pay: the order refuses what is being paid already
    arrows: { received: ['refund_requested'], refund_requested: ['refund_requested'] },
  },
  RecordReturnRefunded: {
    // without having been asked, if nothing was accepted and so nothing is to be paid back
    arrows: { received: ['refunded'], refund_requested: ['refunded'] },
  },
};

export const isAllowed = (command: OpenedReturnCommand['type'], status: ReturnStatus): boolean =>
  Object.hasOwn(returnTransitions[command].arrows, status);

/** The refusal of a command that the status does not allow. */
export const invalidTransition = (command: OpenedReturnCommand['type'], status: ReturnStatus) => {
  const allowed = Object.keys(returnTransitions[command].arrows);
  const message = `the return is ${status}; this is possible only when it is ${allowed.join(', ')}`;
  return reject('wrong_state', 'invalid_transition', message, { status, command, allowed_from: allowed });
};

/** What a person could do with the return now, by the API's names, in the order of the table. */
export const returnActions = (state: ReturnState): readonly string[] =>
  state.exists
    ? Object.values(returnTransitions)
        .filter(({ arrows, guard }) => Object.hasOwn(arrows, state.status) && (guard?.(state) ?? true))
        .flatMap(({ action }) => action ?? [])
    : [];
