import { accept } from '../../domain/shared/decider.ts';
import type { TillShiftEvent } from '../../domain/shift/events.ts';
import type { TillShiftState } from '../../domain/shift/state.ts';
import { unconditional, type CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { Handled } from '../commands/command-plan.ts';

/** The shift as its stream has it now, not only as it is kept in memory. */
export const currentShift = (
  { shift }: Pick<CommandHandlers, 'shift'>,
  context: CommandContext,
  shiftId: string,
): Promise<Handled<TillShiftEvent, TillShiftState>> => {
  const look = { ...unconditional(context), commandId: deterministicId(context.commandId, 'look') };
  return shift.handle(shiftId, look, () => accept());
};
