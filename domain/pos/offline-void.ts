import type { Instant } from '../shared/message.ts';
import { conflictIdOf } from './conflicts.ts';
import type { RecordOfflineVoid } from './commands.ts';
import type { PosEvent, PosVoidAnnounced } from './events.ts';
import type { PosState, PosTransaction } from './state.ts';
import { tillOf } from './till.ts';
import { voided } from './void.ts';

/** Voids the sale, or, if that is still to come, keeps the void for it and gives up what is open here under its id. */
export const recordOfflineVoid = (command: RecordOfflineVoid, state: PosState): readonly PosEvent[] => {
  const { transactionId, reason, voidedBy, approvedBy, at } = command;
  const by = { ...tillOf(command), reason, voidedBy, approvedBy, at };
  if (state.exists && state.sale !== null) return [voided(state, by), ...returnedBefore(state, at)];
  const announced: PosVoidAnnounced = { type: 'PosVoidAnnounced', data: { transactionId, ...by } };
  return state.exists && state.status !== 'voided' ? [announced, voided(state, by)] : [announced];
};

/** The till could not know that some of it had come back: it paid back more than was paid. */
const returnedBefore = ({ transactionId, returns }: PosTransaction, at: Instant): readonly PosEvent[] => {
  if (returns.length === 0) return [];
  const conflict = { kind: 'returned_before', returnIds: returns.map(({ returnId }) => returnId) } as const;
  const conflictId = conflictIdOf(transactionId, conflict);
  return [{ type: 'PosConflictRecorded', data: { transactionId, conflictId, conflict, at } }];
};
