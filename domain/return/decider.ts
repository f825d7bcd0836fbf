import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import type { ReturnCommand } from './commands.ts';
import type { ReturnEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { receiveReturn } from './receive.ts';
import { recordReturnRefunded, refundReturn } from './refund.ts';
import { isAlreadyDone } from './already-done.ts';
import { approveReturn, openReturn, rejectReturn } from './review.ts';
import { noReturn, type OpenedReturn, type ReturnState } from './state.ts';
import { invalidTransition, isAllowed, type OpenedReturnCommand } from './transitions.ts';

const decide = (command: ReturnCommand, state: ReturnState): Decision<ReturnEvent> => {
  if (command.type === 'OpenReturn') return state.exists ? accept() : openReturn(command);
  if (!state.exists) return reject('not_found', 'return_not_found', 'there is no such return');
  if (isAlreadyDone(command, state)) return accept();
  return isAllowed(command.type, state.status)
    ? decideOpened(command, state)
    : invalidTransition(command.type, state.status);
};

const decideOpened = (command: OpenedReturnCommand, rma: OpenedReturn): Decision<ReturnEvent> => {
  switch (command.type) {
    case 'ApproveReturn':
      return approveReturn(command, rma);
    case 'RejectReturn':
      return rejectReturn(command, rma);
    case 'ReceiveReturn':
      return receiveReturn(command, rma);
    case 'RefundReturn':
      return refundReturn(command, rma);
    case 'RecordReturnRefunded':
      return recordReturnRefunded(command, rma);
  }
};

/** Goods on their way back: asked for, judged, received parcel by parcel, refunded. Rules: domain/return/README.md. */
export const returnDecider: Decider<ReturnCommand, ReturnEvent, ReturnState> = { initial: noReturn, decide, evolve };
