import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { otherCurrency } from './other-currency.ts';
import type { ShiftUseCases } from './use-cases.ts';

export const moveCash =
  ({ handlers }: UseCaseDependencies): ShiftUseCases['moveCash'] =>
  (context, shiftId, { currency, movementId = context.commandId, ...movement }) =>
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
