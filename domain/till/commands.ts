import type { Instant } from '../shared/message.ts';
import type { OpenShift } from '../shift/commands.ts';

/** Gives the till to a new shift; refused as `till_has_open_shift`, naming it, while another one is open. */
export interface BeginTillShift extends Omit<OpenShift, 'type'> {
  readonly type: 'BeginTillShift';
}

/** Is sent by the tills process: a shift was opened, maybe by a till that was cut off. Never refused. */
export interface RecordTillShiftOpened extends Omit<OpenShift, 'type'> {
  readonly type: 'RecordTillShiftOpened';
}

/** Is sent by the tills process: a shift was closed. Never refused. */
export interface RecordTillShiftClosed {
  readonly type: 'RecordTillShiftClosed';
  readonly tillId: string;
  readonly shiftId: string;
  readonly openedAt: Instant;
  /** Says when it was closed. */
  readonly at: Instant;
}

export type TillCommand = BeginTillShift | RecordTillShiftOpened | RecordTillShiftClosed;
