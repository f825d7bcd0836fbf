import { accept, type Decider, type Decision } from '../shared/decider.ts';
import { closeShift, recordZNumber, withAnnouncedClose } from './close.ts';
import type { TillShiftCommand } from './commands.ts';
import { moveCash, openShift, recordShiftEntry } from './drawer.ts';
import type { TillShiftEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { isAlreadyDone } from './already-done.ts';
import { noShift, type TillShiftState } from './state.ts';
import { statusObstacle } from './transitions.ts';

const decide = (command: TillShiftCommand, state: TillShiftState): Decision<TillShiftEvent> => {
  if (isAlreadyDone(command, state)) return accept();
  const decision = statusObstacle(command, state) ?? decideAllowed(command, state);
  return decision.ok ? accept(...withAnnouncedClose(decision.events, state)) : decision;
};

const decideAllowed = (command: TillShiftCommand, state: TillShiftState): Decision<TillShiftEvent> => {
  switch (command.type) {
    case 'OpenShift':
      return openShift(command);
    case 'MoveCash':
      return moveCash(command, state);
    case 'RecordShiftEntry':
      return accept(recordShiftEntry(command, state));
    case 'CloseShift':
      return closeShift(command, state);
    case 'RecordZNumber':
      return state.exists ? accept(recordZNumber(command, state)) : accept();
  }
};

/** A drawer from its float to its count. Rules: domain/till-shift/README.md. */
export const tillShiftDecider: Decider<TillShiftCommand, TillShiftEvent, TillShiftState> = {
  initial: noShift,
  decide,
  evolve,
};
