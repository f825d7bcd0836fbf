import { conflictIdOf } from '../../../domain/pos-transaction/aftermath.ts';
import { accept } from '../../../domain/shared/decider.ts';
import type { TillShiftState } from '../../../domain/till-shift/state.ts';
import type { CommandContext } from '../../command-context.ts';
import type { CommandHandlers, Sent } from '../../command-handlers.ts';
import { deterministicId } from '../../deterministic-id.ts';
import type { KnownConflict, Told } from './told.ts';

/** What there is to tell a till of a record that was taken in. */
export const knownConflicts = async (
  handlers: CommandHandlers,
  context: CommandContext,
  told: Told,
  digest: string,
  { aggregate, id, handled }: Sent,
): Promise<readonly KnownConflict[]> => {
  if (aggregate === 'pos') {
    // As it is now: a repetition answers the state of its first time, and conflicts are found later.
    const look = { ...context, commandId: deterministicId(context.commandId, 'look') };
    const now = await handlers.pos.handle(id, look, () => accept());
    return now.ok && now.state.exists ? now.state.conflicts : [];
  }
  if (aggregate !== 'shift' || !handled.ok || handled.facts.length > 0 || agrees(told, handled.state)) return [];
  const conflict = { kind: 'content_differs', digest } as const;
  return [{ conflictId: conflictIdOf(id, conflict), conflict }];
};

/** Whether the shift, where it had begun or ended before this was told, did so as the till says. */
const agrees = (told: Told, shift: TillShiftState): boolean => {
  switch (told.kind) {
    case 'shift_opened':
      return (
        shift.exists &&
        shift.float === told.float &&
        shift.currency === told.currency &&
        shift.cashierId === told.cashierId &&
        shift.localId === told.localId
      );
    case 'shift_closed': {
      const close = shift.exists && shift.close !== null ? shift.close : shift.announced;
      return close?.countedCash === told.countedCash && close.closedBy === told.cashierId;
    }
    default:
      return true;
  }
};
