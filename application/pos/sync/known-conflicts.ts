import { conflictIdOf } from '../../../domain/pos/ids.ts';
import type { TillShiftState } from '../../../domain/shift/state.ts';
import { overlapping } from '../../../domain/till/state.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { CommandHandlers, Sent } from '../../commands/handlers.ts';
import type { KnownConflict, OfflineClose, OfflineOpening, OfflineRecord } from './offline-record.ts';

/** What there is to tell a till of a record that was taken in. */
export const knownConflicts = async (
  handlers: CommandHandlers,
  context: CommandContext,
  record: OfflineRecord,
  digest: string,
  sent: Sent,
): Promise<readonly KnownConflict[]> => {
  switch (record.kind) {
    case 'sale':
    case 'void':
      return conflictsNow(handlers, context, record.id);
    case 'cash_movement':
      return [];
    case 'shift_opened':
    case 'shift_closed':
      return [
        ...(isOvertaken(record, sent) ? [differing(record, digest)] : []),
        ...(await overlapsNow(handlers, context, record, sent)),
      ];
  }
};

/** A repetition answers the state of its first time; conflicts are found later. */
const conflictsNow = async (
  { pos }: CommandHandlers,
  context: CommandContext,
  transactionId: string,
): Promise<readonly KnownConflict[]> => {
  const { state } = await pos.current(transactionId, context);
  if (!state.exists) return [];
  const { conflicts, currency } = state;
  return conflicts.map((known) => ({ ...known, currency }));
};

const differing = ({ id, currency }: OfflineOpening | OfflineClose, digest: string): KnownConflict => {
  const conflict = { kind: 'content_differs', digest } as const;
  return { conflictId: conflictIdOf(id, conflict), conflict, currency };
};

/** Other shifts that had the till at once, as far as that is certain by now: the till keeps each as an event. */
const overlapsNow = async (
  { till }: CommandHandlers,
  context: CommandContext,
  { id, currency }: OfflineOpening | OfflineClose,
  { aggregate, handled }: Sent,
): Promise<readonly KnownConflict[]> => {
  if (aggregate !== 'shift' || !handled.ok || !handled.state.exists) return [];
  const now = await till.current(handled.state.tillId, context);
  return overlapping(now.state, id).map(({ shiftId }) => {
    const conflict = { kind: 'shifts_overlap', shiftId } as const;
    return { conflictId: [id, conflict.kind, shiftId].join('.'), conflict, currency };
  });
};

/** Whether the shift had begun, or ended, before this was recorded, and otherwise than the till says. */
const isOvertaken = (record: OfflineOpening | OfflineClose, { aggregate, handled }: Sent): boolean =>
  aggregate === 'shift' && handled.ok && handled.facts.length === 0 && !agrees(record, handled.state);

const agrees = (record: OfflineOpening | OfflineClose, shift: TillShiftState): boolean => {
  if (record.kind === 'shift_closed') {
    const close = shift.exists && shift.close !== null ? shift.close : shift.announced;
    return close?.countedCash === record.countedCash && close.closedBy === record.cashierId;
  }
  return (
    shift.exists &&
    shift.float === record.float &&
    shift.currency === record.currency &&
    shift.cashierId === record.cashierId &&
    shift.localId === record.localId
  );
};
