import type { Instant } from '../shared/message.ts';
import type { CashCount, CashMoved, ShiftEntry, ShiftOpened } from './events.ts';

interface At {
  readonly at: Instant;
}

export type OpenShift = ShiftOpened['data'] & { readonly type: 'OpenShift' };

/** Moves once a `movementId`. Not refused for want of cash: the drawer is counted at the end. */
export interface MoveCash extends Omit<CashMoved['data'], 'late'> {
  readonly type: 'MoveCash';
  /** Marks the record of a till that was cut off: taken in before the opening too, and after the close apart. */
  readonly offline?: boolean;
}

/** Is sent by the shifts process. Never refused: after the close it is late, before the opening (a till's sync) it waits in the sums. */
export interface RecordShiftEntry extends At {
  readonly type: 'RecordShiftEntry';
  readonly shiftId: string;
  readonly entry: ShiftEntry;
}

/** Closes once: closing again answers the same Z, whatever is counted. */
export interface CloseShift extends At, CashCount {
  readonly type: 'CloseShift';
  readonly shiftId: string;
  readonly closedBy: string;
  /**
   * Marks the record of a till that was cut off, and names every entry (`events.ts`) and movement that it had in its drawer when it
   * counted. The shift closes once the last of them, and its opening, has arrived, in whatever order they come.
   */
  readonly awaits?: readonly string[];
}

export interface RecordZNumber extends At {
  readonly type: 'RecordZNumber';
  readonly zNumber: number;
}

export type TillShiftCommand = OpenShift | MoveCash | RecordShiftEntry | CloseShift | RecordZNumber;
