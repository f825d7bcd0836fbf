import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import type { OpenReturn, ReturnCommand } from './commands.ts';
import type { ReturnEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { receiveReturn } from './receive.ts';
import { recordReturnRefunded, refundReturn } from './refund.ts';
import { isRepetition } from './repetition.ts';
import { approveReturn, openReturn, rejectReturn } from './review.ts';
import { noReturn, type OpenedReturn, type ReturnState } from './state.ts';
import { returnActions } from './transitions.ts';

type OpenedCommand = Exclude<ReturnCommand, OpenReturn>;

const decide = (command: ReturnCommand, state: ReturnState): Decision<ReturnEvent> => {
  if (command.type === 'OpenReturn') return state.exists ? accept() : openReturn(command);
  if (!state.exists) return reject('not_found', 'return_not_found', 'there is no such return');
  if (isRepetition(command, state)) return accept();
  return returnActions(state.status).includes(command.type) ? decideOpened(command, state) : wrongStatus(state);
};

const decideOpened = (command: OpenedCommand, rma: OpenedReturn): Decision<ReturnEvent> => {
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

const wrongStatus = ({ status }: OpenedReturn): Decision<ReturnEvent> => {
  const allowed = returnActions(status);
  const next = allowed.length === 0 ? 'nothing more can be done with it' : `possible now: ${allowed.join(', ')}`;
  return reject('wrong_state', 'return_wrong_state', `the return is ${status.replace('_', ' ')}; ${next}`, { status });
};

/** Goods on their way back: asked for, judged, received parcel by parcel, refunded. Rules: domain/return/README.md. */
export const returnDecider: Decider<ReturnCommand, ReturnEvent, ReturnState> = { initial: noReturn, decide, evolve };
