import type { Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { CashCount, ShiftEntry } from './events.ts';

interface At {
  readonly at: Instant;
}

export interface OpenShift extends At {
  readonly type: 'OpenShift';
  readonly shiftId: string;
  readonly tillId: string;
  readonly localId: string | null;
  readonly cashierId: string;
  readonly currency: Currency;
  readonly float: Minor;
}

/** Moves once a `movementId`. Not refused for want of cash: the drawer is counted at the end. */
export interface MoveCash extends At {
  readonly type: 'MoveCash';
  readonly shiftId: string;
  readonly movementId: string;
  readonly direction: 'in' | 'out';
  readonly amount: Minor;
  readonly reason: string;
  readonly movedBy: string;
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
