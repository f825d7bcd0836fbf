import { noIds, type IdSet } from '../shared/ids.ts';
import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import { noSums, totalsOf, type ShiftSums } from '../shared/shift-sums.ts';
import type { CashCount, ShiftOpened, ShiftTotals } from './events.ts';

/** Is a close that waits for what the till had counted. */
export interface AnnouncedClose extends CashCount {
  readonly closedBy: string;
  readonly at: Instant;
  /** Says what was still to come when it was announced. */
  readonly awaits: IdSet;
  /** Says how many of them are still to come. */
  readonly missing: number;
}

/** Holds what is known of a shift. A till that was cut off may record its sales before the opening. */
export interface KnownFacts {
  /** Holds the id of every entry and movement, in time or late: each counts once. */
  readonly known: IdSet;
  readonly inTime: ShiftSums;
  /** Says what came after the close. */
  readonly late: ShiftSums;
  readonly announced: AnnouncedClose | null;
}

/** Holds the figures of a drawer that was counted: they are final. */
export interface ShiftClose extends CashCount {
  readonly closedBy: string;
  readonly overShort: Minor;
  readonly totals: ShiftTotals;
  readonly closedAt: Instant;
  readonly zNumber: number | null;
}

export interface OpenedShift extends KnownFacts, Omit<ShiftOpened['data'], 'at'> {
  readonly exists: true;
  readonly openedAt: Instant;
  /** Is null while it is open. */
  readonly close: ShiftClose | null;
}

/** Does not exist without its opening, whatever else is known of it. */
export interface UnopenedShift extends KnownFacts {
  readonly exists: false;
}

export type TillShiftState = UnopenedShift | OpenedShift;

export const noShift: TillShiftState = { exists: false, known: noIds, inTime: noSums, late: noSums, announced: null };

/** Says what an X report says, at any moment: the figures so far, which a Z report freezes. Before the opening the float is 0. */
export const xReport = (state: TillShiftState): ShiftTotals => totalsOf(state.inTime, state.exists ? state.float : 0);

/** Takes the count alone out of what has one. */
export const countOf = ({ countedCash, denominations }: CashCount): CashCount =>
  denominations === undefined ? { countedCash } : { countedCash, denominations };
