import { accept, decideBy, type Decider, type Decision, type Handlers } from '../shared/decider.ts';
import { isAlreadyDone } from './already-done.ts';
import { closeShift, recordZNumber, withAnnouncedClose } from './close.ts';
import type { TillShiftCommand } from './commands.ts';
import { moveCash, openShift, recordShiftEntry } from './drawer.ts';
import type { TillShiftEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { noShift, type TillShiftState } from './state.ts';
import { machineFor, statusOf } from './transitions.ts';

/** Decides in three steps: is it already so, does the status (also that of none) allow it, its own rules. */
const decide = (command: TillShiftCommand, state: TillShiftState): Decision<TillShiftEvent> => {
  if (isAlreadyDone(command, state)) return accept();
  const [machine, status] = [machineFor(command), statusOf(state)];
  if (!machine.isAllowed(command.type, status)) return machine.refusal(command.type, status);
  const decision = decideBy(handlers, command, state);
  return decision.ok ? accept(...withAnnouncedClose(decision.events, state)) : decision;
};

const handlers: Handlers<TillShiftCommand, TillShiftState, TillShiftEvent> = {
  OpenShift: openShift,
  MoveCash: moveCash,
  RecordShiftEntry: recordShiftEntry,
  CloseShift: closeShift,
  RecordZNumber: recordZNumber,
};

/** Decides about a drawer, from its float to its count. Rules: domain/shift/README.md. */
export const tillShiftDecider: Decider<TillShiftCommand, TillShiftEvent, TillShiftState> = {
  initial: noShift,
  decide,
  evolve,
};
