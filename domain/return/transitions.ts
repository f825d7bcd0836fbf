import type { ReturnCommand } from './commands.ts';
import type { ReturnStatus } from './events.ts';

/** A command on a return that is open; opening it is the only one before that. */
export type ReturnAction = Exclude<ReturnCommand['type'], 'OpenReturn'>;

/**
 * The only transition table: which command is possible in which status, and where it may lead. Guards within a command
 * (quantities, parcels) are the decider's. `rejected` and `refunded` are ends.
 */
export const returnTransitions: Readonly<
  Record<ReturnStatus, Readonly<Partial<Record<ReturnAction, readonly ReturnStatus[]>>>>
> = {
  requested: { ApproveReturn: ['approved'], RejectReturn: ['rejected'] },
  approved: { ReceiveReturn: ['approved', 'received'], RejectReturn: ['rejected'] },
  received: { RefundReturn: ['refund_requested'] },
  refund_requested: { RecordReturnRefunded: ['refunded'] },
  rejected: {},
  refunded: {},
};

/** What can be done with a return in this status, in the table's order. */
export const returnActions = (status: ReturnStatus): readonly ReturnAction[] =>
  Object.keys(returnTransitions[status]) as ReturnAction[];
