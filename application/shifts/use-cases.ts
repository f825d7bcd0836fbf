import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { CountedDenomination } from '../../domain/shift/events.ts';
import type { TillShiftState } from '../../domain/shift/state.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';

type Shift = Promise<Outcome<TillShiftState>>;

/** What is done with the drawer of a till that has a line to the engine. Amounts are refused in another currency than the shift's. */
export interface ShiftUseCases {
  /**
   * Opens a shift with its float in the drawer. Its id is the command's unless the till made one; again answers it as it is.
   * Of openings that race for one till one is done, the others are refused as `till_has_open_shift` with its id. Refused as
   * `shift_differs` if another till has a shift of this id.
   */
  open(
    context: CommandContext,
    input: {
      readonly shiftId?: string;
      readonly tillId: string;
      readonly localId: string | null;
      readonly cashierId: string;
      /** The organisation's own by default. */
      readonly currency?: Currency;
      readonly float: Minor;
    },
  ): Shift;
  /** Puts cash into the drawer, or takes some out, once a `movementId`: by default the command's id. */
  moveCash(
    context: CommandContext,
    shiftId: string,
    input: {
      readonly movementId?: string;
      readonly direction: 'in' | 'out';
      readonly amount: Minor;
      readonly currency: Currency;
      readonly reason: string;
    },
  ): Shift;
  /**
   * Counts the drawer, and ends the shift with what is too much or missing, and with its Z's number. Whoever counts again is
   * answered the same Z. Refused as `count_differs` if the denominations do not come to `countedCash`.
   */
  close(
    context: CommandContext,
    shiftId: string,
    input: {
      readonly countedCash: Minor;
      readonly currency: Currency;
      readonly denominations?: readonly CountedDenomination[];
    },
  ): Shift;
}
