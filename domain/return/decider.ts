import { accept, decideBy, reject, type Decider, type Decision, type Handlers } from '../shared/decider.ts';
import type { ReturnCommand } from './commands.ts';
import type { ReturnEvent } from './events.ts';
import { evolve } from './evolve.ts';
import {
  receiveReturn,
  recordReturnRefunded,
  refundReturn,
  approveReturn,
  openReturn,
  rejectReturn,
} from './decide.ts';
import { isAlreadyDone } from './already-done.ts';
import { noReturn, type OpenedReturn, type ReturnState } from './state.ts';
import { returnMachine, type OpenedReturnCommand } from './transitions.ts';

/** Decides every command in four steps: does the return exist, is it already so, does the status allow it, do its own rules. */
const decide = (command: ReturnCommand, state: ReturnState): Decision<ReturnEvent> => {
  if (command.type === 'OpenReturn') return state.exists ? accept() : openReturn(command);
  if (!state.exists) return reject('not_found', 'return_not_found', 'there is no such return');
  if (isAlreadyDone(command, state)) return accept();
  if (!returnMachine.isAllowed(command.type, state.status)) return returnMachine.refusal(command.type, state.status);
  return decideBy(handlers, command, state);
};

const handlers: Handlers<OpenedReturnCommand, OpenedReturn, ReturnEvent> = {
  ApproveReturn: approveReturn,
  RejectReturn: rejectReturn,
  ReceiveReturn: receiveReturn,
  RefundReturn: refundReturn,
  RecordReturnRefunded: recordReturnRefunded,
};

/** Decides goods on their way back: asked for, judged, received parcel by parcel, refunded. Rules: domain/return/README.md. */
export const returnDecider: Decider<ReturnCommand, ReturnEvent, ReturnState> = { initial: noReturn, decide, evolve };
