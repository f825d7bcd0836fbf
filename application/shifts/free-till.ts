import type { Rejection } from '../../domain/shared/decider.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/deterministic-id.ts';

/**
 * Whether the shift that a till was refused for has left it: its close reaches the till in the background, which may be late.
 * Then it is recorded at the till now. The same of a shift that another till had opened under the same id.
 */
export const freeTill = async (
  handlers: CommandHandlers,
  context: CommandContext,
  tillId: string,
  { code, details }: Rejection,
): Promise<boolean> => {
  const shiftId = details?.shift_id;
  if (code !== 'till_has_open_shift' || typeof shiftId !== 'string') return false;
  const { state: shift } = await handlers.shift.current(shiftId, context);
  if (!shift.exists) return false;
  const { openedAt, close } = shift;
  if (close === null && shift.tillId === tillId) return false;
  const closed = { ...context, commandId: deterministicId(context.commandId, 'till') };
  const at = close?.closedAt ?? openedAt;
  const command = { type: 'RecordTillShiftClosed', tillId, shiftId, openedAt, at } as const;
  return (await handlers.till.handle(tillId, closed, command)).ok;
};
