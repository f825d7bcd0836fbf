import type { Rejection } from '../../domain/shared/decider.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import { currentShift } from './current-shift.ts';

/**
 * Whether the shift that a till was refused for has left it: its close is told to the till in the background, which may be late.
 * Then the till is told now. The same of a shift that another till had opened under the same id.
 */
export const freeTill = async (
  handlers: CommandHandlers,
  context: CommandContext,
  tillId: string,
  { code, details }: Rejection,
): Promise<boolean> => {
  const shiftId = details?.shift_id;
  if (code !== 'till_has_open_shift' || typeof shiftId !== 'string') return false;
  const found = await currentShift(handlers, context, shiftId);
  if (!found.ok || !found.state.exists) return false;
  const { openedAt, close } = found.state;
  if (close === null && found.state.tillId === tillId) return false;
  const told = { ...context, commandId: deterministicId(context.commandId, 'till') };
  const at = close?.closedAt ?? openedAt;
  const command = { type: 'RecordTillShiftClosed', tillId, shiftId, openedAt, at } as const;
  return (await handlers.till.handle(tillId, told, command)).ok;
};
