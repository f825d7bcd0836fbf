import type { TillContext } from '../../domain/pos/events.ts';
import { accept, reject, type Result } from '../../domain/shared/decider.ts';
import type { Currency } from '../../domain/shared/money.ts';
import { unconditional, type CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import { notFound } from '../commands/refusals.ts';

export interface OpenTill {
  readonly till: TillContext;
  readonly currency: Currency;
}

/**
 * The till of a shift whose drawer is open, as the shift's stream has it now.
 * @returns refusals `shift_not_found`, `shift_closed`
 */
export const openTill = async (
  { shift }: Pick<CommandHandlers, 'shift'>,
  context: CommandContext,
  shiftId: string,
): Promise<Result<OpenTill>> => {
  const look = { ...unconditional(context), commandId: deterministicId(context.commandId, 'look') };
  const found = await shift.handle(shiftId, look, () => accept());
  if (!found.ok) return found;
  const { state } = found;
  if (!state.exists) return notFound('shift');
  const { tillId, localId, cashierId, currency, close } = state;
  if (close !== null) {
    return reject('wrong_state', 'shift_closed', 'the drawer was counted: name a shift that is open', {
      shift_id: shiftId,
    });
  }
  return { ok: true, value: { till: { tillId, shiftId, localId, cashierId }, currency } };
};
