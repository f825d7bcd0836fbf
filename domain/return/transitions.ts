import { leads, stateMachine, type TransitionTable } from '../shared/state-machine.ts';
import type { OpenReturn, ReturnCommand } from './commands.ts';
import { returnStatuses, type ReturnStatus } from './events.ts';
import type { OpenedReturn, ReturnState } from './state.ts';

/** Needs a return that is open already. */
export type OpenedReturnCommand = Exclude<ReturnCommand, OpenReturn>;

/** Whether nothing of the return has come in, or was missed, so far. */
export const isUntouched = ({ lines }: OpenedReturn): boolean => lines.every((line) => line.received === 0);

/**
 * Holds the state machine of a return: the only place that says which command is allowed in which status and where it may
 * lead. Decider, tests, documentation and the API's allowed actions come from it.
 */
const table: TransitionTable<OpenedReturnCommand['type'], ReturnStatus, OpenedReturn> = {
  ApproveReturn: { action: 'approve', arrows: { requested: ['approved'] } },
  RejectReturn: {
    action: 'reject',
    // also after the approval, while the goods are not on their way in
    arrows: leads(['requested', 'approved'], 'rejected'),
    guard: isUntouched,
  },
  ReceiveReturn: { action: 'receive', arrows: { approved: ['approved', 'received'] } },
  RefundReturn: {
    action: 'refund',
    // again, under a new id, if the order could not pay: the order refuses what is being paid already
    arrows: leads(['received', 'refund_requested'], 'refund_requested'),
  },
  RecordReturnRefunded: {
    // without having been asked, if nothing was accepted and so nothing is to be paid back
    arrows: leads(['received', 'refund_requested'], 'refunded'),
  },
};

export const returnMachine = stateMachine('return', returnStatuses, table);

/** Lists what a person could do with the return now, by the API's names. */
export const returnActions = (state: ReturnState): readonly string[] =>
  state.exists ? returnMachine.allowedActions(state.status, state) : [];
