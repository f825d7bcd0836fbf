import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { TillShiftState } from '../../domain/shift/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { otherCurrency } from './other-currency.ts';

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
