import type { TillContext } from '../../domain/pos/events.ts';
import { reject, type Result } from '../../domain/shared/decider.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { notFound } from '../commands/outcome.ts';

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
  const { state } = await shift.current(shiftId, context);
  if (!state.exists) return notFound('shift');
  const { tillId, localId, cashierId, currency, close } = state;
  if (close !== null) {
    return reject('wrong_state', 'shift_closed', 'the drawer was counted: name a shift that is open', {
      shift_id: shiftId,
    });
  }
  return { ok: true, value: { till: { tillId, shiftId, localId, cashierId }, currency } };
};
