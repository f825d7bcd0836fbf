import type { Instant } from '../shared/message.ts';
import type { TillShiftBegun } from './events.ts';

/** From when to when a shift had the till, by the till's own clock. */
export interface ShiftSpan {
  readonly shiftId: string;
  readonly origin: TillShiftBegun['data']['origin'];
  readonly beganAt: Instant;
  /** null: it is open. */
  readonly endedAt: Instant | null;
}

/** Whatever order its events came in, the same ones make the same state. */
export interface TillState {
  readonly exists: boolean;
  /** By when they began. */
  readonly spans: readonly ShiftSpan[];
}

export const noTill: TillState = { exists: false, spans: [] };

/** The shift that has the till; undefined if it is free. */
export const openShiftOf = ({ spans }: TillState): ShiftSpan | undefined =>
  spans.find(({ endedAt }) => endedAt === null);

export const spanOf = ({ spans }: TillState, shiftId: string): ShiftSpan | undefined =>
  spans.find((span) => span.shiftId === shiftId);

/** Order of beginning; the id decides between those of one moment. */
export const bySpan = (a: ShiftSpan, b: ShiftSpan): number =>
  compare(a.beganAt, b.beganAt) || compare(a.shiftId, b.shiftId);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
