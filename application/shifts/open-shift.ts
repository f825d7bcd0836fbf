import { accept, reject, type Rejection } from '../../domain/shared/decider.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { TillShiftState } from '../../domain/shift/state.ts';
import { businessTime, unconditional, type CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/ids.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { outcomeOn } from '../reactor/process-outcome.ts';

export interface NewShift {
  readonly shiftId?: string;
  readonly tillId: string;
  readonly localId: string | null;
  readonly cashierId: string;
  /** The organisation's own by default. */
  readonly currency?: Currency;
  readonly float: Minor;
}

/**
 * Opens a shift with its float in the drawer. Its id is the command's unless the till made one; again answers it as it is.
 * Of openings that race for one till one is done, the rest are refused as `till_has_open_shift` with its id. Refused as
 * `shift_differs` if another till has a shift of this id.
 * Takes the till, whose process then opens the shift: here at once, or in the background if this does not live to see it.
 */
export const openShift =
  (dependencies: UseCaseDependencies) =>
  async (
    given: CommandContext,
    { shiftId = given.commandId, ...input }: NewShift,
  ): Promise<Outcome<TillShiftState>> => {
    const { handlers, processes } = dependencies;
    // If-Match is about a shift, which is not there yet.
    const context = unconditional(given);
    const take = () => takeTill(dependencies, context, { ...input, shiftId });
    let taken = await take();
    if (!taken.ok && (await freeTill(handlers, context, input.tillId, taken.rejection))) taken = await take();
    if (!taken.ok) return taken;

    const sent = await processes.follow(context, taken.facts);
    const opened = outcomeOn('shift', shiftId, sent) ?? (await handlers.shift.current(shiftId, context));
    return opened.ok && !opened.state.exists ? notFound('shift') : opened;
  };

const takeTill = (
  { handlers, policies }: UseCaseDependencies,
  context: CommandContext,
  input: NewShift & { readonly shiftId: string },
) => {
  const { shiftId, tillId, localId, cashierId, float } = input;
  const { currency } = policies.policy(context.organizationId, input.currency);
  return handlers.till.handle(tillId, context, async () => {
    const known = await handlers.shift.current(shiftId, context);
    if (!known.state.exists) {
      const opening = { shiftId, tillId, localId, cashierId, currency, float, at: businessTime(context) };
      return { type: 'BeginTillShift', ...opening };
    }
    return known.state.tillId === tillId
      ? accept()
      : reject('rule', 'shift_differs', 'another till has a shift of this id: take a new one', { shift_id: shiftId });
  });
};

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
