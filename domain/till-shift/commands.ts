import type { Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { ShiftEntry } from './events.ts';

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

/** Not refused for want of cash: the drawer is counted at the end. */
export interface MoveCash extends At {
  readonly type: 'MoveCash';
  readonly movementId: string;
  readonly direction: 'in' | 'out';
  readonly amount: Minor;
  readonly reason: string;
  readonly movedBy: string;
}

/** By the shifts process. Never refused: after the close it is late, before the opening (a till's sync) it waits in the sums. */
export interface RecordShiftEntry extends At {
  readonly type: 'RecordShiftEntry';
  readonly entry: ShiftEntry;
}

/** Once: closing again answers the same Z, whatever is counted. */
export interface CloseShift extends At {
  readonly type: 'CloseShift';
  readonly closedBy: string;
  readonly countedCash: Minor;
}

export interface RecordZNumber extends At {
  readonly type: 'RecordZNumber';
  readonly zNumber: number;
}

export type TillShiftCommand = OpenShift | MoveCash | RecordShiftEntry | CloseShift | RecordZNumber;
