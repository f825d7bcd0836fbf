import { hasId } from '../shared/ids.ts';
import type { TillShiftCommand } from './commands.ts';
import type { TillShiftState } from './state.ts';

/** Says whether what the command asks for is so already: it is accepted without an event, however often it is repeated. */
export const isAlreadyDone = (command: TillShiftCommand, state: TillShiftState): boolean => {
  switch (command.type) {
    case 'OpenShift':
      return state.exists;
    case 'MoveCash':
      return hasId(state.known, command.movementId);
    case 'RecordShiftEntry':
      return hasId(state.known, command.entry.entryId);
    case 'CloseShift':
      return isClosed(state) || (command.awaits !== undefined && state.announced !== null);
    case 'RecordZNumber':
      return state.exists && state.close?.zNumber != null;
  }
};

const isClosed = (state: TillShiftState): boolean => state.exists && state.close !== null;
