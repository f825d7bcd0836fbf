import type { CashCount, ShiftOpened } from '../../domain/shift/events.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Minor } from '../../domain/shared/money.ts';
import type { ShiftSums, ShiftTotals } from '../../domain/shared/shift-sums.ts';

export type ShiftStatus = 'open' | 'closed';

export interface ShiftCloseView extends CashCount {
  readonly closedBy: string;
  readonly overShort: Minor;
  readonly totals: ShiftTotals;
  readonly closedAt: Instant;
  readonly zNumber: number | null;
}

interface HeardOf {
  readonly shiftId: string;
  readonly version: number;
  /** Everything that was there before the close. */
  readonly inTime: ShiftSums;
  /** Holds what came after it. */
  readonly late: ShiftSums;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
}

/** Holds what was recorded offline in the drawer before the opening has arrived: no query shows it. */
export interface UnopenedShiftDocument extends HeardOf {
  readonly opened: false;
}

/** Describes a shift as it is read. */
export interface ShiftDocument extends HeardOf, Omit<ShiftOpened['data'], 'shiftId' | 'at'> {
  readonly opened: true;
  readonly openedAt: Instant;
  /** null while it is open. */
  readonly close: ShiftCloseView | null;
}

export type AnyShiftDocument = UnopenedShiftDocument | ShiftDocument;
