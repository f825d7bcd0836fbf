import { reject, type Refusal } from '../../domain/shared/decider.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { CountedDenomination } from '../../domain/shift/events.ts';
import type { TillShiftState } from '../../domain/shift/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { numberZReport } from './number-z-reports.ts';

/** Puts cash into the drawer, or takes some out, once a `movementId`: by default the command's id. */
export const moveCash =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    shiftId: string,
    {
      currency,
      movementId = context.commandId,
      ...movement
    }: {
      readonly movementId?: string;
      readonly direction: 'in' | 'out';
      readonly amount: Minor;
      readonly currency: Currency;
      readonly reason: string;
    },
  ): Promise<Outcome<TillShiftState>> =>
    handlers.shift.handle(
      shiftId,
      context,
      (shift) =>
        refuseCardNumbers(movement.reason) ??
        otherCurrency(shift, currency) ?? {
          type: 'MoveCash',
          shiftId,
          movementId,
          ...movement,
          movedBy: context.actor.subject,
          at: businessTime(context),
        },
    );

/**
 * Counts the drawer, and ends the shift with what is too much or missing, and with its Z's number. Counting again
 * answers the same Z. Refused as `count_differs` if the denominations do not come to `countedCash`.
 * Ends the shift, and numbers its Z at once; the background does the rest of it if this does not live to.
 */
export const closeShift =
  ({ handlers, processes }: UseCaseDependencies) =>
  async (
    context: CommandContext,
    shiftId: string,
    {
      currency,
      ...count
    }: {
      readonly countedCash: Minor;
      readonly currency: Currency;
      readonly denominations?: readonly CountedDenomination[];
    },
  ): Promise<Outcome<TillShiftState>> => {
    const closed = await handlers.shift.handle(
      shiftId,
      context,
      (shift) =>
        otherCurrency(shift, currency) ?? {
          type: 'CloseShift',
          shiftId,
          closedBy: context.actor.subject,
          ...count,
          at: businessTime(context),
        },
    );
    if (!closed.ok) return closed;
    await processes.follow(context, closed.facts);
    const { state, version } = await numberZReport(handlers, context, shiftId);
    return { ok: true, state, version, repeated: closed.repeated };
  };

/** Refuses an amount in another currency than the drawer's. */
export const otherCurrency = (shift: TillShiftState, given: Currency): Refusal | undefined =>
  shift.exists && shift.currency !== given
    ? reject('rule', 'currency_mismatch', `the drawer is in ${shift.currency}`, { given, expected: shift.currency })
    : undefined;
