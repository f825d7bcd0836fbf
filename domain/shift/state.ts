import { noIds, type IdSet } from '../shared/ids.ts';
import type { Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import { noSums, totalsOf, type ShiftSums } from '../shared/shift-sums.ts';
import type { CashCount, ShiftTotals } from './events.ts';

/** A close that waits for what the till had counted. */
export interface AnnouncedClose extends CashCount {
  readonly closedBy: string;
  readonly at: Instant;
  /** What was still to come when it was announced. */
  readonly awaits: IdSet;
  /** How many of them are still to come. */
  readonly missing: number;
}

/** What has been heard of a shift. A till that was cut off may tell of its sales before it tells of the opening. */
export interface KnownFacts {
  /** Every entry and movement, in time or late: each counts once. */
  readonly known: IdSet;
  readonly inTime: ShiftSums;
  /** What came after the close. */
  readonly late: ShiftSums;
  readonly announced: AnnouncedClose | null;
}

/** The drawer was counted; its figures are final. */
export interface ShiftClose extends CashCount {
  readonly closedBy: string;
  readonly overShort: Minor;
  readonly totals: ShiftTotals;
  readonly closedAt: Instant;
  readonly zNumber: number | null;
}

export interface OpenedShift extends KnownFacts {
  readonly exists: true;
  readonly shiftId: string;
  readonly tillId: string;
  readonly localId: string | null;
  readonly cashierId: string;
  readonly currency: Currency;
  readonly float: Minor;
  readonly openedAt: Instant;
  /** null while it is open. */
  readonly close: ShiftClose | null;
}

/** Without its opening a shift does not exist yet, whatever was heard of it. */
export interface UnopenedShift extends KnownFacts {
  readonly exists: false;
}

export type TillShiftState = UnopenedShift | OpenedShift;

export const noShift: TillShiftState = { exists: false, known: noIds, inTime: noSums, late: noSums, announced: null };

/** What an X report says, at any moment: the figures so far, which a Z report freezes. Before the opening the float is 0. */
export const xReport = (state: TillShiftState): ShiftTotals => totalsOf(state.inTime, state.exists ? state.float : 0);

/** The count alone, of whatever has one. */
export const countOf = ({ countedCash, denominations }: CashCount): CashCount =>
  denominations === undefined ? { countedCash } : { countedCash, denominations };
