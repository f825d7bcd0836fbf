import { businessTime } from '../commands/context.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { numberZReport } from './number-z-report.ts';
import { otherCurrency } from './other-currency.ts';
import type { ShiftUseCases } from './use-cases.ts';

/** Ends the shift, and numbers its Z at once; the background does the rest of it if this does not live to. */
export const closeShift =
  ({ handlers, processes }: UseCaseDependencies): ShiftUseCases['close'] =>
  async (context, shiftId, { currency, ...count }) => {
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
