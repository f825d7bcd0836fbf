import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { CountedDenomination } from '../../domain/shift/events.ts';
import type { TillShiftState } from '../../domain/shift/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { numberZReport } from './number-z-report.ts';
import { otherCurrency } from './other-currency.ts';

/**
 * Counts the drawer, and ends the shift with what is too much or missing, and with its Z's number. Whoever counts again is
 * answered the same Z. Refused as `count_differs` if the denominations do not come to `countedCash`.
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
