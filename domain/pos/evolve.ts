import type { PosEvent, PosTransactionCompleted, PosTransactionOpened } from './events.ts';
import { changes, completed, opened, untouched, voidIn } from './facts.ts';
import type { PosState, PosTransaction } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: PosState, event: PosEvent): PosState => {
  switch (event.type) {
    case 'PosTransactionOpened':
      return begun(state, event);
    case 'PosTransactionCompleted':
      return sold(state, event);
    case 'PosVoidAnnounced':
      return { ...state, announcedVoid: voidIn(event.data) };
    default:
      return state.exists ? { ...state, ...changes(state, event), ...ownChanges(state, event) } : state;
  }
};

const ownChanges = ({ lastLine, announcedVoid }: PosTransaction, event: PosEvent): Partial<PosTransaction> => {
  switch (event.type) {
    case 'PosItemAdded':
      return { lastLine: lastLine + 1 };
    case 'PosTransactionVoided':
      // what was announced for a sale that is still to come stays announced
      return { announcedVoid: event.data.wasCompleted ? null : announcedVoid };
    default:
      return {};
  }
};

const begun = ({ announcedVoid }: PosState, event: PosTransactionOpened): PosTransaction => {
  const { transactionId } = event.data;
  return { exists: true, transactionId, ...untouched, lastLine: 0, ...opened(event), announcedVoid };
};

const sold = (state: PosState, event: PosTransactionCompleted): PosTransaction => {
  const { transactionId, quote, cashRounding, digest, origin, at } = event.data;
  return {
    ...(state.exists ? state : { ...untouched, lastLine: 0, announcedVoid: state.announcedVoid, openedAt: at }),
    exists: true,
    transactionId,
    ...completed(event),
    sale: { quote, cashRounding, digest, origin, completedAt: at },
  };
};
